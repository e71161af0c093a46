using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds public IP addresses; private, reserved and documentation ranges and version numbers are none.
/// </summary>
internal sealed class IpAddresses : IFindAll<string, SensitiveValue>
{
    private const int LongestV6 = 39;
    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789abcdefABCDEF:");

    /// <summary>Resolvers that everyone knows.</summary>
    private static readonly string[] PublicServers =
        ["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220", "4.2.2.2"];

    public ImmutableArray<string> Rules => ["ip_address"];

    public void Find(string text, List<SensitiveValue> found)
    {
        for (int dot = text.IndexOf('.'); dot >= 0; dot = Next(text, '.', dot))
        {
            if (dot > 0 && char.IsAsciiDigit(text[dot - 1]) && dot + 1 < text.Length
                && char.IsAsciiDigit(text[dot + 1]))
            {
                dot = V4(text, dot, found) - 1;
            }
        }

        for (int colon = text.IndexOf(':'); colon >= 0; colon = Next(text, ':', colon))
        {
            if (colon + 1 < text.Length && V6Characters.Contains(text[colon + 1]))
            {
                colon = V6(text, colon, found) - 1;
            }
        }
    }

    private static int Next(string text, char mark, int place) =>
        place + 1 >= text.Length ? -1 : text.IndexOf(mark, place + 1);

    /// <returns>Where to go on: behind the run of digits and dots.</returns>
    private static int V4(string text, int dot, List<SensitiveValue> found)
    {
        int start = dot;
        while (start > 0 && dot - start < 4 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        int end = dot;
        while (end < text.Length && IsPartOfV4(text, end))
        {
            end++;
        }

        ReadOnlySpan<char> token = text.AsSpan(start, end - start);
        bool apart = (start == 0 || !char.IsLetterOrDigit(text[start - 1])
            && text[start - 1] is not ('.' or '-' or '_'))
            && (end == text.Length || !char.IsLetter(text[end]) && text[end] is not ('-' or '_'));
        if (apart && token.Length <= 15 && token.Count('.') == 3 && IPAddress.TryParse(token, out IPAddress? address)
            && address.ToString().AsSpan().SequenceEqual(token) && IsPublic(address)
            && !IsVersion(text, start, address))
        {
            found.Add(new SensitiveValue(start, end, "ip_address", "an IP address", 0.85));
        }

        return end;
    }

    private static bool IsPartOfV4(string text, int place) =>
        char.IsAsciiDigit(text[place])
        || (text[place] == '.' && place + 1 < text.Length && char.IsAsciiDigit(text[place + 1]));

    private static bool IsPublic(IPAddress address)
    {
        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return (b[0], b[1], b[2]) switch
        {
            (0 or 10 or 127 or >= 224, _, _) => false,
            (100, >= 64 and <= 127, _) => false,
            (169, 254, _) => false,
            (172, >= 16 and <= 31, _) => false,
            (192, 168, _) or (192, 0, 0 or 2) or (192, 88, 99) => false,
            (198, 18 or 19, _) or (198, 51, 100) or (203, 0, 113) => false,
            _ => b[3] != 0 && !PublicServers.Contains(address.ToString()),
        };
    }

    /// <summary>
    /// "Version 4.2.0.1", and small numbers without a word about networks before them ("section 3.2.1.1").
    /// </summary>
    private static bool IsVersion(string text, int start, IPAddress address)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, start - 40), Math.Min(40, start));
        if (VersionWord.IsMatch(before))
        {
            return true;
        }

        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] < 32 && b[1] < 32 && b[2] < 32 && b[3] < 32 && !NetworkWord.IsMatch(before);
    }

    private static int V6(string text, int colon, List<SensitiveValue> found)
    {
        int start = colon;
        while (start > 0 && colon - start < 5 && V6Characters.Contains(text[start - 1]))
        {
            start--;
        }

        int length = text.AsSpan(start).IndexOfAnyExcept(V6Characters) is >= 0 and var stop
            ? stop
            : text.Length - start;
        int end = start + length;
        ReadOnlySpan<char> token = text.AsSpan(start, length).TrimEnd(':');
        bool apart = (start == 0 || !char.IsLetterOrDigit(text[start - 1]) && text[start - 1] is not ('.' or '_'))
            && (end == text.Length || !char.IsLetterOrDigit(text[end]) && text[end] != '_');
        if (apart && token.Length is >= 12 and <= LongestV6 && token.Count(':') >= 4
            && token.IndexOfAnyInRange('0', '9') >= 0
            && IPAddress.TryParse(token, out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && IsPublicV6(address))
        {
            found.Add(new SensitiveValue(start, start + token.Length, "ip_address", "an IP address", 0.88));
        }

        return Math.Max(end, colon + 1);
    }

    /// <summary>
    /// Global unicast is 2000::/3; 2001:db8::/32 and 3fff::/20 are for documentation (RFC 3849, RFC 9637).
    /// </summary>
    private static bool IsPublicV6(IPAddress address)
    {
        Span<byte> b = stackalloc byte[16];
        address.TryWriteBytes(b, out _);
        bool documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8
            || b[0] == 0x3f && b[1] == 0xff && b[2] < 0x10;
        return b[0] >> 5 == 1 && !documentation;
    }

    private static readonly Pattern VersionWord = Pattern.AnyCase(
        @"\b(?:version|ver\.?|v\.?|release|build|firmware|update|upgrade|section|chapter|chrome|driver|sdk"
            + @"|package|rfc|clause)"
            + @"[ :=""'`(]{0,3}$");

    private static readonly Pattern NetworkWord = Pattern.AnyCase(
        @"\b(?:ip|ipv4|address|host|server|client|network|gateway|dns|ping|connect\w*|login|from|subnet|proxy"
            + @"|router)\b");
}
