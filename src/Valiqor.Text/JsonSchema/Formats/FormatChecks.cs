namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>
/// The formats that JSON Schema defines (Validation 2020-12, section 7.3), each with its check of a text.
/// </summary>
internal static class FormatChecks
{
    /// <summary>Null for a format that the standard does not define: it says nothing, then.</summary>
    public static Func<string, bool>? Find(string format) => format switch
    {
        "date-time" => DateTimeFormats.IsDateTime,
        "date" => DateTimeFormats.IsDate,
        "time" => DateTimeFormats.IsTime,
        "duration" => DateTimeFormats.IsDuration,
        "email" => EmailFormats.IsEmail,
        "idn-email" => EmailFormats.IsInternationalEmail,
        "hostname" => HostFormats.IsHostname,
        "idn-hostname" => HostFormats.IsInternationalHostname,
        "ipv4" => AddressFormats.IsIPv4,
        "ipv6" => AddressFormats.IsIPv6,
        "uri" => UriFormats.IsUri,
        "uri-reference" => UriFormats.IsUriReference,
        "iri" => UriFormats.IsIri,
        "iri-reference" => UriFormats.IsIriReference,
        "uri-template" => UriFormats.IsUriTemplate,
        "uuid" => text => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
        "json-pointer" => IsJsonPointer,
        "relative-json-pointer" => IsRelativeJsonPointer,
        "regex" => IsRegex,
        _ => null,
    };

    private static bool IsJsonPointer(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }

        return text.Length == 0 || text[0] == '/';
    }

    private static bool IsRelativeJsonPointer(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        return digits > 0
            && (digits == 1 || text[0] != '0')
            && (text[digits..] == "#" || IsJsonPointer(text[digits..]));
    }

    private static bool IsRegex(string text)
    {
        try
        {
            _ = new EcmaRegex(text, strict: true);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
