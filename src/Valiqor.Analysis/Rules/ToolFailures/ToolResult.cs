using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Whether a call failed, and where its record says so.</summary>
/// <param name="Start">Where the telling words start in the field; the end is exclusive.</param>
internal readonly partial record struct ToolResult(bool HasFailed, ToolCallField Field, int Start, int End)
{
    private const int LongestMessage = 300;
    private static readonly ToolResult Fine = new(false, ToolCallField.Output, 0, 0);

    /// <summary>Members that may stand beside an error without being a result of their own.</summary>
    private static readonly string[] StatusMembers = ["status", "state", "result", "outcome"];

    private static readonly string[] CodeMembers = ["status_code", "statusCode", "http_status", "httpStatus",
        "status", "code"];

    public static ToolResult Of(ToolCall call)
    {
        if (call.Error is { } error && SaysSomething(error))
        {
            return new ToolResult(true, ToolCallField.Error, 0, error.Length);
        }

        if (call.Output is not { Length: > 0 } output)
        {
            return Fine;
        }

        int start = output.Length - output.AsSpan().TrimStart().Length;
        bool failed = start < output.Length && output[start] is '{'
            ? SaysFailure(output)
            : Message(output, start);
        return failed ? new ToolResult(true, ToolCallField.Output, start, Math.Min(output.Length,
            start + LongestMessage)) : Fine;
    }

    /// <summary>False for the ways to write "no error".</summary>
    private static bool SaysSomething(string error) => error.Trim().ToLowerInvariant() is
        not ("" or "null" or "none" or "false" or "no" or "no error" or "ok" or "[]" or "{}" or "0" or "n/a"
            or "success");

    private static bool Message(string output, int start)
    {
        ReadOnlySpan<char> text = output.AsSpan(start).TrimEnd();
        text = text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        ReadOnlySpan<char> head = text.Length > LongestMessage ? text[..LongestMessage] : text;
        return text.Length <= LongestMessage && WholeError.IsMatch(text) || ErrorHead.IsMatch(head);
    }

    private static bool SaysFailure(string output)
    {
        // A short look before the parser: most results have none of these words.
        if (!FailureWords.IsMatch(output))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            return SaysFailure(document.RootElement);
        }
        catch (Exception e) when (CanonicalJson.IsNoJson(e))
        {
            return ErrorHead.IsMatch(output.AsSpan(0, Math.Min(output.Length, LongestMessage)));
        }
    }

    private static bool SaysFailure(JsonElement root)
    {
        if (root.EnumerateObject().Take(2).ToArray() is [{ Value.ValueKind: JsonValueKind.Object } only])
        {
            return only.Name is "error" or "exception" or "fault"
                ? only.Value.EnumerateObject().Any()
                : SaysFailure(only.Value);
        }

        bool error = IsError(root, "error") || IsError(root, "errors") || IsError(root, "exception")
            || IsError(root, "traceback") || IsError(root, "error_message") || IsError(root, "errorMessage");
        return error
            || Is(root, "success", JsonValueKind.False) || Is(root, "ok", JsonValueKind.False)
            || Is(root, "isError", JsonValueKind.True) || Is(root, "is_error", JsonValueKind.True)
            || HasFailedStatus(root) || HasErrorCode(root);
    }

    private static bool Is(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind;

    private static bool IsError(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind switch
        {
            // "error": 0.02 or "±0.2" is a measurement's, not a failure's.
            JsonValueKind.String => value.GetRawText() is var text && SaysSomething(text[1..^1])
                && text.Any(char.IsAsciiLetter),
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object => value.EnumerateObject().Any(),
            JsonValueKind.True => true,
            _ => false,
        };

    private static bool HasFailedStatus(JsonElement root)
    {
        foreach (string name in StatusMembers)
        {
            if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
                && value.GetRawText().Trim('"').ToLowerInvariant() is "error" or "errored" or "failure" or "exception")
            {
                return true;
            }

            // A lookup may report that a payment has "failed": that is its result. With little beside it, it is the
            // call.
            if (name == "status" && value.ValueKind == JsonValueKind.String
                && value.GetRawText() is "\"failed\"" or "\"FAILED\"" or "\"Failed\""
                && root.EnumerateObject().Count() <= 3)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasErrorCode(JsonElement root)
    {
        foreach (string name in CodeMembers)
        {
            if (root.TryGetProperty(name, out JsonElement value)
                && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int code)
                && code is >= 400 and < 600)
            {
                return name.Length > 6 || root.TryGetProperty("message", out _) || root.EnumerateObject().Count() <= 2;
            }
        }

        return false;
    }

    private static readonly Pattern FailureWords = Pattern.AnyCase(
        "err|exception|success|\"ok\"|status|traceback|fault|code|fail|outcome");

    /// <summary>The start of a text that is an error's, however long the rest is.</summary>
    private static readonly Pattern ErrorHead = Pattern.AnyCase(
        @"^\s*(?:Traceback \(most recent call last\)|no such (?:file|host|table|key|column)"
            + @"|E(?:NOENT|CONNREFUSED|TIMEDOUT)\b|(?:\w+\.)*\w*(?:Error|Exception)(?:\(|: )"
            + @"|(?:fatal |an )?error(?::| \d| occurred)"
            + @"|(?:HTTP(?:/\d(?:\.\d)?)? ?|status(?: code)?:? ?)[45]\d\d\b|[45]\d\d (?:client |server )?error\b"
            + @"|(?:request|call|query|tool|operation|connection|execution) (?:failed|timed out|refused|was refused"
            + @"|error))");

    /// <summary>A short text that is nothing but an error.</summary>
    private static readonly Pattern WholeError = Pattern.AnyCase(
        @"(?s)^(?:(?:the )?(?:request|connection|operation|service|server|api|gateway|tool|call|query|read|lookup"
            + @"|upstream)? ?"
            + @"(?:has |was |is )?(?:timed[ -]?out|time-?out|failed|refused|unavailable|temporarily unavailable|not"
            + @" responding"
            + @"|throttled)|(?:api )?rate[ -]?limit(?:ed)?(?: (?:exceeded|reached|hit))?|too many requests|quota"
            + @" exceeded"
            + @"|(?:[\w'"" -]{1,60} )?(?:was |is )?not found|404(?: not found)?|unauthori[sz]ed|forbidden|access denied"
            + @"|permission denied|authentication (?:failed|required)|invalid (?:api key|token|credentials|request"
            + @"|argument\w*"
            + @"|parameter\w*)|bad (?:request|gateway)|internal (?:server )?error|service unavailable|gateway time-?out"
            + @"|connection (?:refused|reset|closed|error|timed out)|network (?:error|unreachable)|error|failure"
            + @"|exception"
            + @"|unable to [\w ]{3,80}|could not (?:connect|reach|complete|find|process)[\w' ]{0,80}|failed to [\w'"
            + @" ]{3,80})"
            + @"(?:[.!]|[:,;.(] .{0,200})?$");
}
