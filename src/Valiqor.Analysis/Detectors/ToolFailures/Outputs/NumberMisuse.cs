using System.Text.Json;
using Valiqor.Analysis.Text;

namespace Valiqor.Analysis.Detectors.ToolFailures.Outputs;

/// <summary>A number of the answer that stands where another of the tool's result belongs.</summary>
internal static class NumberMisuse
{
    private const int SmallCount = 3;
    private const int FewNumbers = 4;

    /// <summary>What stands in the answer, which field it is at odds with, and whether the field is named beside it.</summary>
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
            if (!IsStatement(facts.Output, stated) || IsSupported(stated, known, told))
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

    private static bool IsSupported(Quantity stated, List<double> known, List<double> told) =>
        known.Exists(number => Conversions.MayBe(stated.Value, number, stated.Step, stated.Approximate))
        || told.Exists(number => Conversions.MayBe(stated.Value, number, stated.Step, stated.Approximate))
        || known.Count == stated.Value
        || Conversions.IsDerived(stated.Value, stated.Step, [.. known.Concat(told).Distinct()]);

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
            if (Conversions.MayBe(other.Value, field.Number!.Value, other.Step, other.Approximate))
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
