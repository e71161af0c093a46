using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// Finds arguments that nobody can know and nobody told: addresses, ids, people and placeholders that stand neither
/// in the conversation nor in the tools nor in an earlier result. What can be derived or known is left alone.
/// </summary>
internal sealed class MadeUpArguments(Item item)
{
    /// <summary>Shorter ids may be counted or guessed: 1, 42, A7.</summary>
    private const int ShortestId = 5;

    private const int FewestDigits = 3;
    private const int LongestValue = 80;
    private const int MostValues = 50;
    private const int MostCalls = 50;

    private readonly StringBuilder _plain = new();
    private string? _known;
    private int _read;

    /// <summary>The made-up values of a call, by their place in its arguments.</summary>
    public IEnumerable<(string Pointer, string Rule, string Why)> In(int index, JsonElement arguments)
    {
        if (item.Input.Length == 0 || index >= MostCalls
            || ToolNames.WordsOf(item.ToolCalls[index].Name) is ["create" or "add" or "insert"
            or "register" or "generate" or "new" or "write", ..])
        {
            yield break;
        }

        int left = MostValues;
        foreach (JsonProperty argument in arguments.EnumerateObject())
        {
            if (--left < 0 || argument.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                continue;
            }

            string value = argument.Value.ValueKind == JsonValueKind.String
                ? CanonicalJson.TextOf(argument.Value) : argument.Value.GetRawText();
            if (value.Length <= LongestValue && Judge(index, argument.Name, value) is { } found)
            {
                string name = argument.Name.Replace("~", "~0", StringComparison.Ordinal)
                    .Replace("/", "~1", StringComparison.Ordinal);
                yield return ($"/{name}", found.Rule, found.Why);
            }
        }
    }

    private (string Rule, string Why)? Judge(int index, string name, string value)
    {
        if (Placeholder.IsMatch(value))
        {
            return item.Input.Contains(value, StringComparison.OrdinalIgnoreCase)
                ? null
                : ("placeholder_argument", $"`{name}` holds a placeholder.");
        }

        if (value.Contains('@'))
        {
            return Mail.IsMatch(value) && !KnowsMail(index, value)
                ? ("made_up_argument", $"The e-mail address of `{name}` appears nowhere before this call.")
                : null;
        }

        if (IdName.IsMatch(name) && !FreeName.IsMatch(name) && IsLongId(value))
        {
            return Knows(index, value) || KnowsDigits(index, value)
                ? null
                : ("made_up_argument", $"The value of `{name}` appears nowhere before this call.");
        }

        return PersonName.IsMatch(name) && FullName.IsMatch(value) && !KnowsAnyWord(index, value)
            ? ("made_up_argument", $"The name in `{name}` appears nowhere before this call.")
            : null;
    }

    private static bool IsLongId(string value)
    {
        int digits = value.Count(char.IsAsciiDigit);
        return value.Length >= ShortestId && digits >= FewestDigits && !value.Contains(' ')
            && !Guid.TryParse(value, out _) && !value.Contains("://", StringComparison.Ordinal);
    }

    private bool Knows(int index, string value) =>
        CallCoverage.Plain(value) is { Length: > 0 } plain && Known(index).Contains(plain, StringComparison.Ordinal);

    private bool KnowsDigits(int index, string value)
    {
        foreach (ValueMatch run in Digits.EnumerateMatches(value))
        {
            if (Known(index).AsSpan().Contains(value.AsSpan(run.Index, run.Length), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As a whole, or put together from a name and a domain that are both known.</summary>
    private bool KnowsMail(int index, string value)
    {
        int at = value.IndexOf('@');
        string domain = value[(at + 1)..];
        int dot = domain.IndexOf('.');
        return Knows(index, value)
            || (Knows(index, domain[..Math.Max(dot, 0)]) && KnowsAnyWord(index, value[..at].Replace('.', ' ')));
    }

    private bool KnowsAnyWord(int index, string value) =>
        value.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => word.Length > 2 && Knows(index, word));

    /// <summary>All that was said before a call, as letters and digits alone.</summary>
    private string Known(int index)
    {
        if (_known is null)
        {
            _plain.Append(CallCoverage.Plain(item.Input)).Append('|')
                .Append(CallCoverage.Plain(item.SystemPrompt ?? "")).Append('|');
            foreach (string passage in item.Context)
            {
                _plain.Append(CallCoverage.Plain(passage)).Append('|');
            }

            foreach (ToolDefinition tool in item.Tools)
            {
                _plain.Append(CallCoverage.Plain(tool.Description ?? "")).Append('|')
                    .Append(CallCoverage.Plain(tool.Parameters?.GetRawText() ?? "")).Append('|');
            }
        }

        for (; _read < index; _read++)
        {
            _plain.Append(CallCoverage.Plain(item.ToolCalls[_read].Output ?? "")).Append('|');
            _known = null;
        }

        return _known ??= _plain.ToString();
    }

    private static readonly Pattern Placeholder = Pattern.AnyCase(
        @"^(?:<[^<>]{2,40}>|\{\{?[^{}]{2,40}\}?\}|\[(?:your|insert|enter|the)[^\[\]]{2,40}\]|your[_ -][\w -]{2,40}"
            + @"|x{4,}|placeholder|example_\w+|insert[_ ]\w+(?:[_ ]here)?|(?:user|name|test)@example\.(?:com|org))$");

    private static readonly Pattern Mail = Pattern.Of(@"^[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}$");

    private static readonly Pattern IdName = Pattern.Of(
        @"(?:^id|[_a-z](?:_id|Id|ID))$|(?:order|tracking|account|invoice|booking|confirmation|reservation|reference"
            + @"|ticket|policy|customer|card|phone|passport)_?(?:number|no|code|ref(?:erence)?)$|^phone$");

    /// <summary>Ids that the caller makes, or that are common knowledge.</summary>
    private static readonly Pattern FreeName = Pattern.AnyCase(
        @"request|session|idempot|trace|thread|conversation|correlation|transaction|message|uuid|guid|client|station"
            + @"|place|location|city|country|zone|model|chart|color|video|channel|category|league|team|movie|song|game"
            + @"|asset|coin|chain|gene|protein|tax|geo|area|postal|zip");

    private static readonly Pattern PersonName = Pattern.AnyCase(
        @"^(?:(?:passenger|customer|guest|patient|recipient|contact|full|user|client|person|attendee|owner|sender"
            + @"|employee|student|account_holder)_?(?:full_?)?name|recipient|attendee|passenger)$");

    private static readonly Pattern FullName = Pattern.Of(@"^\p{Lu}\p{Ll}+(?: \p{Lu}\.?)?(?: \p{Lu}\p{Ll}+){1,2}$");

    private static readonly Pattern Digits = Pattern.Of(@"\d{3,}");
}
