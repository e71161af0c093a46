using System.Security.Cryptography;
using System.Text;

namespace Valiqor.EndToEnd.Judging.Keys;

/// <summary>A key that is nowhere else in the world, and the forms in which it could have been written.</summary>
internal sealed class Traceable
{
    private readonly List<(string Form, byte[] Bytes)> _needles = [];

    public Traceable()
    {
        string core = RandomNumberGenerator.GetHexString(40, lowercase: true);
        Key = $"sk-own_{core}~!";

        // A part in the middle finds what was cut or masked at either end, too.
        string part = core[8..32];
        foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            byte[] bytes = encoding.GetBytes(part);
            _needles.Add((encoding.WebName, bytes));
            AddText($"{encoding.WebName} in hexadecimal", Convert.ToHexStringLower(bytes));
            AddText($"{encoding.WebName} in HEXADECIMAL", Convert.ToHexString(bytes));
            foreach (int offset in (int[])[0, 1, 2])
            {
                AddText($"{encoding.WebName} in base64", Base64Within(bytes, offset));
            }
        }

        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(Key));
        _needles.Add(("digest", digest));
        AddText("digest in hexadecimal", Convert.ToHexStringLower(digest));
        AddText("digest in HEXADECIMAL", Convert.ToHexString(digest));
        AddText("digest in base64", Convert.ToBase64String(digest).TrimEnd('='));
    }

    public string Key { get; }

    /// <summary>In which forms the key, a part of it or its digest stands in bytes.</summary>
    public IEnumerable<string> FormsIn(ReadOnlyMemory<byte> bytes) =>
        from needle in _needles
        where bytes.Span.IndexOf(needle.Bytes) >= 0
        select needle.Form;

    private void AddText(string form, string text)
    {
        _needles.Add((form, Encoding.ASCII.GetBytes(text)));
        if (text.AsSpan().IndexOfAny('+', '/') >= 0)
        {
            string ofAddresses = text.Replace('+', '-').Replace('/', '_');
            _needles.Add((form + " of addresses", Encoding.ASCII.GetBytes(ofAddresses)));
        }
    }

    /// <summary>The base64 digits that bytes have wherever they begin, at an offset into a group of three.</summary>
    private static string Base64Within(byte[] bytes, int offset)
    {
        int skipped = offset == 0 ? 0 : 3 - offset;
        int whole = (bytes.Length - skipped) / 3 * 3;
        return Convert.ToBase64String(bytes.AsSpan(skipped, whole));
    }
}
