using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>URIs (RFC 3986), IRIs (RFC 3987) and URI templates (RFC 6570), by their grammars.</summary>
internal static class UriFormats
{
    public static bool IsUri(string text) => text.All(char.IsAscii) && IsIri(text);

    public static bool IsUriReference(string text) => text.All(char.IsAscii) && IsIriReference(text);

    public static bool IsIri(string text) => Shape.Match(text) is { Success: true } match
        && match.Groups["scheme"].Success
        && IsAuthority(match.Groups["authority"]);

    public static bool IsIriReference(string text) => Shape.Match(text) is { Success: true } match
        && IsAuthority(match.Groups["authority"])
        && (match.Groups["scheme"].Success
            || match.Groups["authority"].Success
            || !match.Groups["path"].Value.Split('/')[0].Contains(':', StringComparison.Ordinal));

    public static bool IsUriTemplate(string text) => Template.IsMatch(text);

    private static bool IsAuthority(Group authority)
    {
        if (!authority.Success)
        {
            return true;
        }

        Match match = Authority.Match(authority.Value);
        string literal = match.Groups["literal"].Value;
        return match.Success
            && (literal.Length == 0 || literal[0] is 'v' or 'V' || AddressFormats.IsIPv6(literal));
    }

    private const string Character = @"(?:[A-Za-z0-9._~!$&'()*+,;=:@\u00a0-\uffff-]|%[0-9A-Fa-f]{2})";

    private static readonly Pattern Shape = Pattern.Of(
        @"\A(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?"
        + "(?://(?<authority>[^/?#]*)(?<path>(?:/" + Character + "*)*)"
        + "|(?<path>/?(?:" + Character + "+(?:/" + Character + "*)*)?))"
        + @"(?:\?(?:" + Character + "|[/?])*)?(?:#(?:" + Character + @"|[/?])*)?\z");

    private static readonly Pattern Authority = Pattern.Of(
        @"\A(?:(?:[A-Za-z0-9._~!$&'()*+,;=:\u00a0-\uffff-]|%[0-9A-Fa-f]{2})*@)?(?:\[(?<literal>[0-9A-Fa-f:.]+"
        + @"|[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+)\]|(?:[A-Za-z0-9._~!$&'()*+,;=\u00a0-\uffff-]"
        + @"|%[0-9A-Fa-f]{2})*)"
        + @"(?::[0-9]*)?\z");

    private static readonly Pattern Template = Pattern.Of(
        """\A(?:[^\u0000-\u0020"'%<>\\^`{|}]|%[0-9A-Fa-f]{2}|\{[+#./;?&=,!@|]?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})"""
        + """(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})"""
        + """(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?)*\})*\z""");
}
