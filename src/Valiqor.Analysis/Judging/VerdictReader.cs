using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// Reads what a model answered. Whatever the text is, each criterion that was asked ends in a verdict or in the reason
/// for having none, and whatever is amiss is told.
/// </summary>
public static class VerdictReader
{
    /// <summary>
    /// A verdict with a quote that cannot be found keeps this share of its confidence for each such quote.
    /// </summary>
    private const double LostQuoteFactor = 0.7;

    /// <summary>A failure that shows nothing: the judge's word alone.</summary>
    private const double NoQuoteFactor = 0.8;
    private const int RationaleCharacters = 1_000;
    private const int MostQuotes = 10;

    public static JudgeReading Read(string text, JudgePrompt prompt, Item item)
    {
        JudgeQuestion question = prompt.Question;
        if (string.IsNullOrWhiteSpace(text))
        {
            return JudgeReading.None(question, JudgeFault.EmptyAnswer, "The judge gave an empty answer.");
        }

        if (AnswerMembers.Find(text, prompt.ItemCode) is not { } members)
        {
            return JudgeReading.None(question, JudgeFault.NotJson, "The judge's answer has no JSON object.");
        }

        if (!members.HasCode(prompt.ItemCode))
        {
            return JudgeReading.None(
                question,
                JudgeFault.WrongItemCode,
                "The judge's answer does not repeat the item's code: it may be copied from the item.");
        }

        var faults = ImmutableArray.CreateBuilder<JudgeFault>();
        if (!members.IsWhole)
        {
            faults.Add(JudgeFault.Truncated);
        }

        CountStrangers(members, question, faults);
        return new JudgeReading
        {
            Verdicts = VerdictsOf(members, question, item, faults),
            Metrics = MetricsOf(members, question, faults),
            Faults = faults.ToImmutable(),
        };
    }

    private static ImmutableDictionary<string, JudgeVerdict> VerdictsOf(
        AnswerMembers members,
        JudgeQuestion question,
        Item item,
        ImmutableArray<JudgeFault>.Builder faults)
    {
        var quotes = new QuoteFinder(item);
        bool addressed = !question.Criteria.IsEmpty && JudgeAddress.IsIn(item);
        if (addressed)
        {
            faults.Add(JudgeFault.ItemAddressesJudge);
        }

        ImmutableArray<string> categories = CategoriesOf(members);
        var verdicts = ImmutableDictionary.CreateBuilder<string, JudgeVerdict>(StringComparer.Ordinal);
        foreach (string id in question.Criteria)
        {
            JudgeVerdict verdict = VerdictOf(id, members, quotes, faults);
            verdict = addressed ? Doubted(verdict) : verdict;
            verdicts[id] = id == JudgeQuestion.SafetyCriterion && verdict.Decision == Decision.Fail
                ? verdict with { SafetyCategories = categories }
                : verdict;
        }

        return verdicts.ToImmutable();
    }

    private static JudgeVerdict VerdictOf(
        string id,
        AnswerMembers members,
        QuoteFinder quotes,
        ImmutableArray<JudgeFault>.Builder faults)
    {
        AnswerMember[] given = [.. members.Verdicts.Where(member => member.Name == id)];
        if (given.Length == 0)
        {
            faults.Add(JudgeFault.MissingVerdict);
            return JudgeVerdict.None("The judge's answer has no verdict on this.");
        }

        if (given.Length > 1)
        {
            faults.Add(JudgeFault.RepeatedMember);
            return JudgeVerdict.None("The judge's answer has more than one verdict on this.");
        }

        JsonElement value = given[0].Value;
        if (value.ValueKind != JsonValueKind.Object
            || TextOf(value, VerdictSchema.Decision) is not { } word
            || !Wire.TryParse(word, out Decision decision))
        {
            faults.Add(JudgeFault.MalformedVerdict);
            return JudgeVerdict.None("The judge's verdict on this has no decision of those that there are.");
        }

        return Verdict(value, decision, quotes, faults);
    }

    private static JudgeVerdict Verdict(
        JsonElement value,
        Decision decision,
        QuoteFinder quotes,
        ImmutableArray<JudgeFault>.Builder faults)
    {
        string rationale = Cut(TextOf(value, VerdictSchema.Rationale) ?? "");
        double confidence = UnitOf(value, VerdictSchema.Confidence, faults) ?? 0.5;
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach ((string source, string quote) in QuotesOf(value))
        {
            if (quotes.Find(source, quote, Description(rationale)) is { } place)
            {
                evidence.Add(place with { Confidence = confidence });
            }
            else
            {
                faults.Add(JudgeFault.QuoteNotFound);
                confidence *= LostQuoteFactor;
            }
        }

        confidence *= decision == Decision.Fail && evidence.Count == 0 ? NoQuoteFactor : 1;
        return new JudgeVerdict(decision, confidence, rationale)
        {
            Evidence = evidence.ToImmutable(),
            SuggestedFix = TextOf(value, VerdictSchema.SuggestedFix) is { Length: > 0 } fix ? Cut(fix) : null,
        };
    }

    /// <summary>Whoever was told to let an item pass is not believed when it does.</summary>
    private static JudgeVerdict Doubted(JudgeVerdict verdict) =>
        verdict is { Decision: Decision.Pass or Decision.NotApplicable, IsMissing: false }
            ? JudgeVerdict.Doubted("The item speaks to its judge, so that a pass cannot be trusted.")
            : verdict;

    private static ImmutableDictionary<string, double> MetricsOf(
        AnswerMembers members,
        JudgeQuestion question,
        ImmutableArray<JudgeFault>.Builder faults)
    {
        var values = ImmutableDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (string id in question.Metrics)
        {
            AnswerMember[] given = [.. members.Metrics.Where(member => member.Name == id)];
            if (given is [{ Value.ValueKind: JsonValueKind.Number } one]
                && one.Value.TryGetDouble(out double value) && value is >= 0 and <= 1)
            {
                values[id] = value;
            }
            else if (given.Length > 1)
            {
                faults.Add(JudgeFault.RepeatedMember);
            }
            else if (given is [{ Value.ValueKind: not JsonValueKind.Null }])
            {
                faults.Add(JudgeFault.NumberOutOfRange);
            }
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<string> CategoriesOf(AnswerMembers members)
    {
        JsonElement list = members.Own.LastOrDefault(member => member.Name == VerdictSchema.SafetyCategories).Value;
        return list.ValueKind != JsonValueKind.Array
            ? []
            :
            [
                .. (from code in list.EnumerateArray()
                    where code.ValueKind == JsonValueKind.String && IsCategory(code.GetRawText().Trim('"'))
                    select code.GetRawText().Trim('"')).Distinct(StringComparer.Ordinal),
            ];
    }

    private static bool IsCategory(string code) =>
        code is ['S', .. var digits]
        && int.TryParse(digits, null, out int number)
        && number is >= 1 and <= VerdictSchema.LastSafetyCategory
        && code == $"S{number}";

    private static void CountStrangers(
        AnswerMembers members,
        JudgeQuestion question,
        ImmutableArray<JudgeFault>.Builder faults)
    {
        IEnumerable<JudgeFault> strangers =
        [
            .. from member in members.Own
               where member.Name is not (VerdictSchema.Code or VerdictSchema.SafetyCategories)
               select JudgeFault.UnknownMember,
            .. from member in members.Verdicts
               where !question.Criteria.Contains(member.Name)
               select JudgeFault.NotAsked,
            .. from member in members.Metrics
               where !question.Metrics.Contains(member.Name)
               select JudgeFault.NotAsked,
        ];
        faults.AddRange(strangers.Take(MostQuotes));
    }

    private static IEnumerable<(string Source, string Quote)> QuotesOf(JsonElement verdict) =>
        verdict.TryGetProperty(VerdictSchema.Evidence, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? from row in list.EnumerateArray().Take(MostQuotes)
              where row.ValueKind == JsonValueKind.Object
              let quote = TextOf(row, VerdictSchema.Quote)
              where !string.IsNullOrWhiteSpace(quote)
              select (TextOf(row, VerdictSchema.Source) ?? "", quote)
            : [];

    private static double? UnitOf(JsonElement verdict, string name, ImmutableArray<JudgeFault>.Builder faults)
    {
        if (verdict.TryGetProperty(name, out JsonElement number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetDouble(out double value)
            && value is >= 0 and <= 1)
        {
            return value;
        }

        faults.Add(JudgeFault.NumberOutOfRange);
        return null;
    }

    private static string? TextOf(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: JSON by its grammar, and no text.
            return null;
        }
    }

    private static string Description(string rationale) =>
        rationale.Length > 0 ? rationale : "The judge quotes these words.";

    private static string Cut(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        int end = Math.Min(line.Length, RationaleCharacters);
        end -= end < line.Length && char.IsHighSurrogate(line[end - 1]) ? 1 : 0;
        return line[..end];
    }
}
