using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>A request, in words, that the answer be JSON.</summary>
/// <param name="Words">The words that ask for it.</param>
/// <param name="IsStrict">Whether the whole answer is to be JSON, and not one part of it.</param>
/// <param name="Keys">The members that the words name.</param>
internal sealed record JsonRequest(string Words, bool IsStrict, JsonValueKind? Kind,
    ImmutableArray<string> Keys)
{
    /// <summary>Who asks for JSON says so once or twice; a text that goes on about it is not read to its end.</summary>
    private const int MostMentions = 100;

    /// <summary>How far a sentence and a list of keys are read, in characters.</summary>
    private const int Reach = 1_000;

    public static JsonRequest? Find(Item item) => FindIn(item.Input) ?? FindIn(item.SystemPrompt ?? "");

    /// <summary>What is wrong with a JSON value that was given for this request; null when nothing is.</summary>
    public (string Rule, string Message)? FaultOf(JsonElement value)
    {
        if (Kind == JsonValueKind.Array && value.ValueKind == JsonValueKind.Object)
        {
            return ("object_for_array", "is an object and not an array");
        }

        if (Kind == JsonValueKind.Object && value.ValueKind != JsonValueKind.Object)
        {
            return ("not_an_object", "is not an object");
        }

        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return Keys.IsEmpty ? null : ("missing_key", "has no members");
        }

        // Keys may be meant for an inner object, or be spelt after the house's own custom.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectNames(value, names);
        return Keys.FirstOrDefault(key => !names.Contains(Plain(key))) is { } missing
            ? ("missing_key", $"lacks the key \"{missing}\"")
            : null;
    }

    private static JsonRequest? FindIn(string text)
    {
        // Hardly any prompt has the word, and looking for it costs far less than the expression does.
        if (!text.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (Match match in Mentions(text).Take(MostMentions))
        {
            string words = text[match.Index..match.End()];
            string sentence = SentenceBefore(text, match.Index);
            string clause = sentence[(sentence.LastIndexOfAny([',', ';', ':', '(']) + 1)..];
            if (AboutJson.IsMatch(sentence + words) || Negation.IsMatch(clause)
                || IsQuestion(text, match, sentence))
            {
                continue;
            }

            string request = sentence + words[..words.IndexOf("json", StringComparison.OrdinalIgnoreCase)];
            bool isStrict = match.Groups["only"].Success
                || match.Groups["must"].Success
                || StrictVerb.IsMatch(request);
            if (!isStrict && !WeakVerb.IsMatch(request))
            {
                continue;
            }

            int end = match.End();
            string rest = text.Substring(end, Math.Min(Reach, text.Length - end));
            return new JsonRequest(
                words.Trim(),
                isStrict,
                KindOf(match, sentence, rest),
                KeysIn(rest));
        }

        return null;
    }

    private static JsonValueKind? KindOf(Match match, string sentence, string rest) =>
        match.Groups["array"].Success ? JsonValueKind.Array
        : match.Groups["object"].Success && !ForEach.IsMatch(sentence + rest[..Math.Min(rest.Length, 120)])
            ? JsonValueKind.Object
        : null;

    private static IEnumerable<Match> Mentions(string text)
    {
        int from = 0;
        while (Mention.Match(text, from) is { Success: true } match)
        {
            bool isOther = match.Groups["as"].Success
                && (Comparison.IsMatch(text.AsSpan(0, match.Index))
                    || (match.Groups["the"].Success && !match.Groups["form"].Success));
            from = isOther ? match.Index + 1 : match.End();
            if (!isOther)
            {
                yield return match;
            }
        }
    }

    private static ImmutableArray<string> KeysIn(string rest)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        Match opening = KeyList.Match(rest);
        int at = opening.Length;
        while (opening.Success && Key.Match(rest, at, rest.Length - at) is { Success: true } key)
        {
            if (!keys.Contains(key.Groups["key"].Value))
            {
                keys.Add(key.Groups["key"].Value);
            }

            at = key.End();
            Match next = KeyGap.Match(rest, at, rest.Length - at);
            if (!next.Success)
            {
                break;
            }

            at = next.Index + next.Length;
        }

        return keys.ToImmutable();
    }

    private static string SentenceBefore(string text, int index)
    {
        int from = Math.Max(0, index - Reach);
        int start = text.AsSpan(from, index - from).LastIndexOfAny(".!?\n");
        return text[(from + start + 1)..index].TrimStart();
    }

    /// <summary>"What is JSON?" asks about it; "Could you answer in JSON?" asks for it.</summary>
    private static bool IsQuestion(string text, Match match, string sentence)
    {
        int behind = match.End();
        int end = text.AsSpan(behind, Math.Min(Reach, text.Length - behind)).IndexOfAny(".!?\n");
        bool marked = end >= 0 && text[behind + end] == '?';
        return marked && !Polite.IsMatch(sentence);
    }

    private static void CollectNames(JsonElement value, HashSet<string> names)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                names.Add(Plain(member.Name));
                CollectNames(member.Value, names);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement element in value.EnumerateArray())
            {
                CollectNames(element, names);
            }
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    // What follows "JSON" decides: "in JSON format." asks for it, "as a JSON developer" or "in JSON Schema" does not.
    private const string After =
        @"(?:[ -](?<form>format|formatted text|formatting|output|response|structure|string|document|text|code block))?"
        + @"(?:[ ](?:(?<object>object)|(?<array>array|list)))?(?<only>[ ]only|[ ]and nothing else)?"
        + @"(?<ahead>\s*(?:[.,;:!?()\n""'`*]|$|with\b|containing\b|that\b|which\b|where\b|having\b"
        + @"|of\b|using\b|matching\b"
        + @"|without\b|following\b|and\b|like\b|in\b|for\b|only\b|no\b|wrapped\b|you can\b|mapping\b|whose\b"
        + @"|listing\b))";

    private const string Adjectives =
        @"(?:a|an|one|single|strictly|strict|valid|raw|pure|proper|well-formed|plain|minified|compact|flat"
            + @"|parsable|parseable"
        + @"|correct|your|the following)";

    private static readonly Pattern Mention = Pattern.AnyCase(
        @"(?:(?<only>\b(?:only|just|nothing but|exclusively|solely)[ ]+)(?:(?:in|as|with|using|return"
            + @"|output)[ ]+)?(?:" + Adjectives
        + @"[ ]+)*|(?<must>\b(?:must|should|shall|has to|needs to|have to|need to"
        + @"|will)[ ]+be[ ]+(?:returned[ ]+|formatted[ ]+"
        + @"|given[ ]+|provided[ ]+|written[ ]+|presented[ ]+|wrapped[ ]+)?(?:in[ ]+"
        + @"|as[ ]+)?(?:" + Adjectives + @"[ ]+)*)"
        + @"|(?<as>\b(?:in|as|using|into)[ ]+(?:(?<the>the[ ]+)|(?:" + Adjectives
        + @"[ ]+)*))|\b(?:return|output|respond with|reply with|answer with|give me|provide|produce|generate|emit"
        + @"|print)[ ]+(?:"
        + Adjectives + @"[ ]+)*)[`""'*]*json\b" + After);

    /// <summary>"Such as JSON", "known as JSON".</summary>
    private static readonly Pattern Comparison = Pattern.AnyCase(@"\b(?:such|well|known)[ ]$");

    private static readonly Pattern AboutJson = Pattern.AnyCase(
        @"\b(?:functions?|scripts?|code|program|class|method|regex|query|endpoint|api|library|schema|python|javascript"
        + @"|typescript|java|c#|golang|parses?|parser|parsing|convert|serializ\w+|deserializ\w+|tutorial"
        + @"|explain|explains"
        + @"|what|how|why|difference|example|examples|sample|stored|stores?|saved?|saves|file|files|column"
        + @"|database|accepts?"
        + @"|receives?|request body|given|provided|if|when|whenever|unless|tool|tools)\b");

    private static readonly Pattern Negation = Pattern.AnyCase(
        @"\b(?:not|never|don't|do not|avoid|without|instead of|rather than|no longer|n't|stop|except)\b");

    private static readonly Pattern StrictVerb = Pattern.AnyCase(
        @"\b(?:respond|reply|answer|return|output|response|result|wrap|wrapped|format|formatted|entire|whole"
            + @"|everything|emit)\b");

    private static readonly Pattern WeakVerb = Pattern.AnyCase(
        @"\b(?:give|provide|produce|generate|write|present|print|put|list|show|create|express|deliver|extract|classify"
        + @"|summari[sz]e|describe|rewrite|make)\b");

    private static readonly Pattern ForEach = Pattern.AnyCase(@"\b(?:each|every|per|objects|one for)\b");

    private static readonly Pattern Polite = Pattern.AnyCase(@"\b(?:can|could|would|will)[ ]+you\b|\bplease\b");

    private static readonly Pattern KeyList = Pattern.AnyCase(
        @"\A[ ]*,?[ ]*(?:with|containing|having|that (?:has|contains)|which (?:has|contains)"
            + @"|whose)[ ]+(?:only[ ]+|exactly[ ]+)?"
        + @"(?:the[ ]+)?(?:following[ ]+|these[ ]+|two[ ]+|three[ ]+|four[ ]+|five[ ]+)?(?:keys?|fields?"
        + @"|properties|attributes"
        + @"|members)(?:[ ]+are)?[ ]*:?[ ]*");

    private static readonly Pattern Key = Pattern.AnyCase(
        @"\A(?:(?<key>[A-Za-z_][A-Za-z0-9_]*)\b(?<ahead>[ ]*(?:,|and\b|\(|[.;!?\n]|\z))"
        + @"|[""'`](?<key>[^""'`\n]{1,40})[""'`])");

    /// <summary>What stands between two keys: a remark in brackets, and a comma or "and".</summary>
    private static readonly Pattern KeyGap = Pattern.AnyCase(
        @"\A(?:[ ]*\([^()\n]{0,60}\))?(?:[ ]*,[ ]*(?:and[ ]+)?|[ ]+and[ ]+|[ ]*&[ ]*)");
}
