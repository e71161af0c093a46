using System.Text;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// What the user and the system prompt said: a value that stands there, in any spelling, is not exposed.
/// </summary>
internal sealed class KnownText(IReadOnlyList<string> texts)
{
    private string? _bare;

    public bool Holds(ReadOnlySpan<char> value)
    {
        foreach (string text in texts)
        {
            if (text.AsSpan().Contains(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        string bare = Bare(value.ToString());
        _bare ??= Bare(string.Join('\n', texts));
        // "+49 30 123456" was given as "030 123456": the last digits tell. Fewer than seven would match by chance.
        return bare.Length >= 7 && (_bare.Contains(bare, StringComparison.Ordinal)
            || (bare.All(char.IsAsciiDigit) && bare.Length >= 9
            && _bare.Contains(bare[^8..], StringComparison.Ordinal)));
    }

    /// <summary>Letters and digits only, in lower case; lines stay apart.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c == '\n')
            {
                bare.Append(char.ToLowerInvariant(c));
            }
        }

        return bare.ToString();
    }
}
