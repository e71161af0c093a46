using System.Globalization;

namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>Addresses as text: IPv4 by RFC 2673, IPv6 by RFC 4291 without zone.</summary>
internal static class AddressFormats
{
    public static bool IsIPv4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && parts.All(part =>
            part.Length is >= 1 and <= 3
            && part.All(char.IsAsciiDigit)
            && (part.Length == 1 || part[0] != '0')
            && int.Parse(part, CultureInfo.InvariantCulture) <= 255);
    }

    public static bool IsIPv6(string text)
    {
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Groups(text, mayEndInIPv4: true) == 8;
        }

        int before = gap == 0 ? 0 : Groups(text[..gap], mayEndInIPv4: false);
        int after = gap + 2 == text.Length ? 0 : Groups(text[(gap + 2)..], mayEndInIPv4: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /// <summary>How many groups of 16 bits a text without a gap stands for; -1 when it is not such a text.</summary>
    private static int Groups(string text, bool mayEndInIPv4)
    {
        string[] parts = text.Split(':');
        int groups = 0;
        foreach ((int i, string part) in parts.Index())
        {
            if (part.Length is >= 1 and <= 4 && part.All(char.IsAsciiHexDigit))
            {
                groups++;
            }
            else if (mayEndInIPv4 && i == parts.Length - 1 && IsIPv4(part))
            {
                groups += 2;
            }
            else
            {
                return -1;
            }
        }

        return groups;
    }
}
