namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>Host names of RFC 1123, and internationalized ones of IDNA 2008 (RFC 5890 to 5893).</summary>
internal static class HostFormats
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    public static bool IsHostname(string text) =>
        text.Length is > 0 and <= LongestName && text.Split('.').All(IsAsciiLabel);

    public static bool IsInternationalHostname(string text)
    {
        string[] labels = text.Split('.', '\u3002', '\uff0e', '\uff61');
        bool hasRightToLeft = text.Any(c => InternationalLabel.IsRightToLeft(c));

        // Beside a label written from right to left, one that begins with a digit would be shown out of place.
        return text.Length is > 0 and <= LongestName && labels.All(label =>
            label.All(char.IsAscii)
                ? IsAsciiLabel(label) && !(hasRightToLeft && char.IsAsciiDigit(label[0]))
                : InternationalLabel.IsValid(label));
    }

    private static bool IsAsciiLabel(string label)
    {
        if (label.Length is 0 or > LongestLabel
            || label[0] == '-'
            || label[^1] == '-'
            || !label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return false;
        }

        if (label.Length < 4 || label[2] != '-' || label[3] != '-')
        {
            return true;
        }

        // Two hyphens there mark an encoded label; no other code than Punycode is defined.
        string code = label[4..].ToLowerInvariant();
        return label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)
            && Punycode.Decode(code) is { } decoded
            && !decoded.All(char.IsAscii)
            && string.Equals(Punycode.Encode(decoded), code, StringComparison.Ordinal)
            && InternationalLabel.IsValid(decoded);
    }
}
