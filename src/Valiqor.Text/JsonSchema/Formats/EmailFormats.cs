using Valiqor.Text.Patterns;


namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>Mailboxes of RFC 5321, section 4.1.2, and with RFC 6531 those in any script.</summary>
internal static class EmailFormats
{
    public static bool IsEmail(string text) => text.All(char.IsAscii) && IsMailbox(text, HostFormats.IsHostname);

    public static bool IsInternationalEmail(string text) => IsMailbox(text, HostFormats.IsInternationalHostname);

    private static bool IsMailbox(string text, Func<string, bool> isHost)
    {
        int at = text.LastIndexOf('@');
        if (at <= 0)
        {
            return false;
        }

        string local = text[..at];
        string domain = text[(at + 1)..];
        bool isLiteral = domain.StartsWith('[') && domain.EndsWith(']');
        return (DotString.IsMatch(local) || QuotedString.IsMatch(local))
            && (isLiteral ? IsLiteral(domain[1..^1]) : isHost(domain));
    }

    private static bool IsLiteral(string text) =>
        text.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)
            ? AddressFormats.IsIPv6(text[5..])
            : AddressFormats.IsIPv4(text);

    private static readonly Pattern DotString = Pattern.Of(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+)*\z");

    private static readonly Pattern QuotedString = Pattern.Of("""\A"([ !#-\[\]-~\u0080-\uffff]|\\[ -~])*"\z""");
}
