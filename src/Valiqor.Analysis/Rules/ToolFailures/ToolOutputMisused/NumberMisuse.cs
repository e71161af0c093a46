using System.Text.Json;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>A number of the answer that stands where another of the tool's result belongs.</summary>
internal static class NumberMisuse
{
    private const int SmallCount = 3;
    private const int FewNumbers = 4;

    /// <summary>The number, the field it is at odds with, and whether that field is named beside it.</summary>
    public static (Quantity Stated, ToolField Field, bool Named)? Find(ItemFacts facts, List<ToolField> fields)
    {
        List<ToolField> numbers = [.. fields.Where(field => field.Number is not null && !field.IsTechnical)];
        if (numbers.Count == 0)
        {
            return null;
        }

        List<double> known = [.. fields.Select(field => field.Number).OfType<double>()];
        List<double> told = Told(facts, fields);
        (Quantity, ToolField, bool)? unnamed = null;
        foreach (Quantity stated in facts.Output.Quantities)
        {
            if (!IsStatement(facts.Output, stated) || IsSupported(facts.Output, stated, numbers, known, told))
            {
                continue;
            }

            ReadOnlySpan<Token> beside = Beside(facts.Output, stated);
            foreach (ToolField field in numbers)
            {
                if (IsStatedElsewhere(facts.Output, field))
                {
                    continue;
                }

                if (field.IsNamedIn(facts.Output.Text, beside) || HasUnitOf(facts.Output, stated, field))
                {
                    return (stated, field, true);
                }

                unnamed ??= numbers.Count <= FewNumbers && !numbers.Exists(other =>
                    IsStatedElsewhere(facts.Output, other)) ? (stated, field, false) : null;
            }
        }

        return unnamed;
    }

    private static bool IsStatement(TextFacts output, Quantity stated) =>
        stated.Kind is QuantityKind.Plain or QuantityKind.Percent or QuantityKind.Money
        && !(stated.Value <= SmallCount && stated.Step >= 1 && stated.Value >= 0 && stated.Unit == 0)
        && !(stated.Start > 0 && char.IsLetter(output.Text[stated.Start - 1]));

    private static bool IsSupported(
        TextFacts output, Quantity stated, List<ToolField> numbers, List<double> known, List<double> told) =>
        known.Exists(number => Conversions.IsSame(stated.Value, number, stated.Step, stated.Approximate))
        || told.Exists(number => Conversions.IsSame(stated.Value, number, stated.Step, stated.Approximate))
        || numbers.Exists(field => MayBe(output, stated, field))
        || numbers.GroupBy(field => field.Name).Any(same => same.Count() == stated.Value)
        || Conversions.IsDerived(stated.Value, stated.Step, [.. known.Distinct()], [.. told.Distinct()]);

    private static bool MayBe(TextFacts output, Quantity stated, ToolField field) => Conversions.MayBe(
        stated.Value,
        field.Number!.Value,
        stated.Step,
        stated.Approximate,
        UnitAfter(output.Text, stated.End) is { Length: > 0 } unit && !ToolNames.WordsOf(field.Name).Contains(unit));

    /// <summary>The short form of the unit behind a number, or nothing.</summary>
    private static string UnitAfter(string text, int end)
    {
        ReadOnlySpan<char> after = text.AsSpan(end, Math.Min(24, text.Length - end)).TrimStart(" °-\u00a0");
        int length = 0;
        while (length < after.Length && char.IsLetter(after[length]))
        {
            length++;
        }

        return after[..length].ToString().ToLowerInvariant() switch
        {
            "c" or "celsius" => "c",
            "f" or "fahrenheit" => "f",
            "k" or "kelvin" => "k",
            "degrees" => "degrees",
            "km" or "kilometers" or "kilometres" or "kph" => "km",
            "mi" or "mile" or "miles" or "mph" => "miles",
            "kg" or "kilograms" or "kilos" => "kg",
            "lb" or "lbs" or "pounds" => "lb",
            "oz" or "ounces" => "oz",
            "ft" or "feet" or "foot" => "ft",
            "inches" or "inch" => "inches",
            "cm" or "centimeters" or "centimetres" => "cm",
            "mm" or "millimeters" or "millimetres" => "mm",
            "m" or "meters" or "metres" => "m",
            "gallons" or "gal" => "gallons",
            "l" or "liters" or "litres" => "l",
            "kb" or "mb" or "gb" or "tb" or "kib" or "mib" or "gib" => "bytes",
            "kcal" or "kj" => "energy",
            "knots" => "knots",
            _ => "",
        };
    }

    /// <summary>The numbers in the request, in texts of results, in arguments, in passages and in the prompt.</summary>
    private static List<double> Told(ItemFacts facts, List<ToolField> fields)
    {
        var told = new List<double>();
        Add(facts.Input, told);
        Add(facts.SystemPrompt, told);
        foreach (TextFacts passage in facts.Context)
        {
            Add(passage, told);
        }

        foreach (ToolField field in fields.Where(field => field.Kind == JsonValueKind.String))
        {
            Add(new TextFacts(field.Text), told);
        }

        foreach (ToolCall call in facts.Item.ToolCalls)
        {
            Add(new TextFacts(call.Arguments), told);
            if (call.Output is { } output && output.AsSpan().TrimStart() is not ['{' or '[', ..])
            {
                Add(new TextFacts(output), told);
            }
        }

        return told;
    }

    private static void Add(TextFacts text, List<double> told)
    {
        foreach (Quantity number in text.Quantities)
        {
            told.Add(number.Value);
        }

        foreach (DateMention date in text.Dates)
        {
            told.Add(date.Day);
        }
    }

    private static bool IsStatedElsewhere(TextFacts output, ToolField field)
    {
        foreach (Quantity other in output.Quantities)
        {
            if (MayBe(output, other, field))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<Token> Beside(TextFacts output, Quantity stated)
    {
        foreach (Sentence sentence in output.Sentences)
        {
            if (sentence.FirstToken <= stated.FirstToken && stated.FirstToken < sentence.EndToken)
            {
                int first = Math.Max(sentence.FirstToken, stated.FirstToken - 7);
                int end = Math.Min(sentence.EndToken, stated.EndToken + 5);
                return output.Tokens[first..end];
            }
        }

        return [];
    }

    /// <summary>"°C" for temp_c, "%" for humidity_percent, money for a price.</summary>
    private static bool HasUnitOf(TextFacts output, Quantity stated, ToolField field)
    {
        List<string> words = ToolNames.WordsOf(field.Name);
        ReadOnlySpan<char> after = output.Text.AsSpan(stated.End).TrimStart();
        return stated.Kind switch
        {
            QuantityKind.Percent => words.Exists(word => word is "percent" or "percentage" or "pct" or "rate"),
            QuantityKind.Money => words.Exists(word => word is "price" or "cost" or "amount" or "total" or "fee"
                or "balance" or "refund" or "payment" or "fare" or "usd" or "eur" or "salary" or "tax"),
            _ => (after is ['°', ..] || after.StartsWith("degrees")) && words.Exists(word =>
                word is "temp" or "temperature" or "celsius" or "c" or "f" or "fahrenheit"),
        };
    }
}
