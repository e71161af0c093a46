using System.Text;

namespace Valiqor.Scanner.Files;

/// <summary>A file to be read.</summary>
/// <param name="Path">Relative to the scanned directory, with slashes.</param>
internal sealed record SourceFile(FileInfo File, string Path, SourceKind Kind)
{
    /// <summary>1 MiB: what people write is smaller, and what is larger is data or generated.</summary>
    public const int MostBytes = 1024 * 1024;

    // Git looks at as much to tell text from other data.
    private const int ProbeBytes = 8_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text, and answers why it cannot be read, or null.</summary>
    public static string? TryRead(FileInfo file, out string? text)
    {
        text = null;
        try
        {
            if (file.Length > MostBytes)
            {
                return "larger than 1 MiB";
            }

            byte[] bytes = System.IO.File.ReadAllBytes(file.FullName);
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                Encoding utf16 = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
                text = utf16.GetString(bytes, 2, bytes.Length - 2);
                return null;
            }

            if (bytes.AsSpan(0, Math.Min(ProbeBytes, bytes.Length)).Contains((byte)0))
            {
                return "not a text";
            }

            text = Decode(bytes);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "cannot be opened";
        }
    }

    /// <summary>UTF-8; and where it is not, Latin-1, in which every byte is a letter.</summary>
    private static string Decode(byte[] bytes)
    {
        int start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            return Utf8.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
