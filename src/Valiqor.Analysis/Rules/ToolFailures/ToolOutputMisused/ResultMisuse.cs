using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Patterns;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Answers at odds with a result as a whole: its status, a flag, or that it has rows or none.</summary>
internal static class ResultMisuse
{
    private const int ShortAnswer = 220;
    private const int FewestCharacters = 30;

    /// <summary>States of an order, a payment or a request that rule each other out.</summary>
    private static readonly FrozenDictionary<string, string[]> Rivals = new Dictionary<string, string[]>
    {
        ["delivered"] = ["pending", "processing", "delayed", "cancelled", "canceled", "shipped", "in_transit"],
        ["shipped"] = ["pending", "processing", "cancelled", "canceled"],
        ["cancelled"] = ["confirmed", "active", "shipped", "delivered"],
        ["approved"] = ["rejected", "declined", "denied", "pending"],
        ["rejected"] = ["approved", "accepted", "pending"],
        ["paid"] = ["unpaid", "overdue", "pending", "declined"],
        ["confirmed"] = ["pending", "cancelled", "canceled", "rejected", "declined", "waitlisted"],
        ["completed"] = ["pending", "processing", "cancelled", "canceled", "in_progress", "queued"],
        ["open"] = ["closed"],
        ["closed"] = ["open"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Flags = FrozenSet.ToFrozenSet(
    [
        "available", "open", "valid", "active", "eligible", "refundable", "confirmed", "paid", "delivered", "shipped",
        "approved", "enabled", "verified", "refunded", "cancelled", "booked",
    ], StringComparer.Ordinal);

    public static (int Start, int End, ToolField Field)? Find(ItemFacts facts, List<ToolField> fields)
    {
        foreach (ToolField field in fields)
        {
            if (field.Kind == JsonValueKind.String && field.Name is "status" or "state"
                && fields.Count(other => other.Name == field.Name) == 1
                && Status(facts.Item.Output, field.Text.ToLowerInvariant()) is { } status)
            {
                return (status.Start, status.End, field);
            }

            if (field.Kind is JsonValueKind.False or JsonValueKind.True
                && fields.Count(other => other.Name == field.Name) == 1
                && Flag(facts.Output, field) is { } flag)
            {
                return (flag.Start, flag.End, field);
            }
        }

        return null;
    }

    /// <summary>Every result is empty, and the answer tells of results all the same.</summary>
    public static bool PresentsNothing(Item item) =>
        item.Output.AsSpan().Trim().Length >= FewestCharacters
        && item.ToolCalls.All(call => call.Output is { } output && Empty.IsMatch(output))
        && !Denies.IsMatch(item.Output)
        && !FailureAdmission.IsIn(item, item.ToolCalls[^1]);

    /// <summary>The answer says that nothing was found, and a result has rows that it does not mention.</summary>
    public static (int Start, int End)? OverlooksRows(Item item, List<ToolField> fields)
    {
        if (item.ToolCalls.Length != 1 || item.Output.Length > ShortAnswer || fields.Count < 2
            || !item.ToolCalls[0].Output!.Contains("[{", StringComparison.Ordinal)
            || fields.Exists(field => field.Text.Length > 2
                && item.Output.Contains(field.Text, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        foreach (ValueMatch match in NothingFound.EnumerateMatches(item.Output))
        {
            return (match.Index, match.Index + match.Length);
        }

        return null;
    }

    private static (int Start, int End)? Status(string answer, string returned)
    {
        if (answer.Contains(returned, StringComparison.OrdinalIgnoreCase)
            || answer.Contains(returned.Replace('_', ' '), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (ValueMatch match in StatesStatus.EnumerateMatches(answer))
        {
            ReadOnlySpan<char> words = answer.AsSpan(match.Index, match.Length);
            string told = words[(words.LastIndexOf(' ') + 1)..].ToString().ToLowerInvariant();
            if (Rivals.TryGetValue(told, out string[]? rivals) && rivals.Contains(returned))
            {
                return (match.Index, match.Index + match.Length);
            }
        }

        return null;
    }

    private static (int Start, int End)? Flag(TextFacts answer, ToolField field)
    {
        string word = ToolNames.WordsOf(field.Name) is [.., var last] ? last : "";
        if (!Flags.Contains(word) || field.Kind == JsonValueKind.True)
        {
            return null;
        }

        ulong key = WordKey.Of(word);
        (int Start, int End)? found = null;
        foreach (Sentence sentence in answer.Sentences)
        {
            bool asserts = false;
            bool hedges = sentence.Is(SentenceTraits.Question);
            foreach (Token token in answer.TokensOf(sentence))
            {
                asserts |= token.Word == key;
                hedges |= token.Is(TokenTraits.Negation) || Hedges.Contains(token.Word);
            }

            if (asserts && hedges)
            {
                return null;
            }

            found = asserts ? (sentence.Start, sentence.End) : found;
        }

        return found;
    }

    private static readonly FrozenSet<ulong> Hedges =
        new[] { "if", "when", "once", "until", "unless", "whether", "only", "will", "would", "may", "might", "sold" }
            .Select(word => WordKey.Of(word)).ToFrozenSet();

    private static readonly Pattern Empty = Pattern.AnyCase(
        @"^\s*(?:\[\s*\]|\{\s*\}|\{(?:\s*""(?:status|query|success|ok|page)""\s*:\s*(?:""[^""]{0,80}""|true|\d+)\s*,)?"
            + @"\s*""(?:results?|items|data|rows|matches|hits|records|documents|articles|flights|orders|events)""\s*:"
            + @"\s*\[\s*\]\s*(?:,\s*""(?:count|total|total_results|total_count)""\s*:\s*0\s*)?\}|no (?:results?|matches"
            + @"|records?|data)(?: (?:were |was )?found)?\.?|nothing found\.?)\s*$");

    private static readonly Pattern Denies = Pattern.AnyCase(
        @"\b(?:no|none|nothing|not|any|empty|zero|0|without|neither|never|isn['’]t|aren['’]t|n['’]t|kein\w*|nicht|pas"
            + @"|aucun\w*|ning[uú]n\w*|nessun\w*|nenhum\w*|deleted|removed|cleared|done|successfully)\b|n['’]t\b");

    private static readonly Pattern NothingFound = Pattern.AnyCase(
        @"\b(?:no (?:results?|matches|records?|matching \w+|entries) (?:were |was )?(?:found|returned|available)"
            + @"|(?:could ?n['’]t|could not|did ?n['’]t|did not|was unable to|were unable to|unable to) find any"
            + @"|nothing (?:was )?found|found (?:nothing|no \w+)|there (?:are|were) no (?:results|matches|records))\b");

    private static readonly Pattern StatesStatus = Pattern.AnyCase(
        @"\b(?:is|was|are|were|been) (?:now |already |currently |successfully |fully )?(?:delivered|shipped|cancelled"
            + @"|approved|rejected|paid|confirmed|completed|open|closed)\b");
}
