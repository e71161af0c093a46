using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// Writes an ECMA-262 regular expression as a .NET one. Groups keep ECMAScript's numbers, references to groups that
/// took no part match nothing, classes mean ECMAScript's sets; balance and quantifiers are left to .NET, which agrees
/// there.
/// </summary>
internal sealed partial class EcmaTranslator(string source, bool strict, bool byCodePoint)
{
    private const string SyntaxCharacters = "^$\\.*+?()[]{}|/";

    private static readonly Pattern GroupName = Pattern.Of(@"^\?<(?<name>[^=!>][^>]*)>");
    private static readonly Pattern Quantifier = Pattern.Of(@"^\{[0-9]+(?:,[0-9]*)?\}");

    private readonly StringBuilder _pattern = new();
    private readonly List<string?> _groups = GroupNames(source);
    private int _at;
    private int _group;

    /// <summary>
    /// Whether it asks for a word's edge, which .NET sees at other letters than ECMAScript's sixty-three too.
    /// </summary>
    public bool HasWordEdge { get; private set; }

    public string Translate()
    {
        while (_at < source.Length)
        {
            char c = source[_at];
            switch (c)
            {
                case '\\':
                    TranslateEscape();
                    break;
                case '[':
                    Append(ReadClass());
                    break;
                case '(':
                    TranslateGroup();
                    break;
                case '$':
                    _at++;
                    _pattern.Append("\\z");
                    break;
                case '.':
                    _at++;
                    Append(new CodePointSet { IsNegated = true }.Add('\n').Add('\r').Add(0x2028, 0x2029));
                    break;
                case '^' or ')' or '|' or '*' or '+' or '?':
                    _at++;
                    _pattern.Append(c);
                    break;
                case '{' or '}' or ']':
                    TranslateBrace(c);
                    break;
                default:
                    AppendLiteral(ReadCodePoint());
                    break;
            }
        }

        return _pattern.ToString();
    }

    /// <summary>The names of the capturing groups in their order, null for one without.</summary>
    private static List<string?> GroupNames(string source)
    {
        var names = new List<string?>();
        bool inClass = false;
        for (int i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or ']':
                    inClass = source[i] == '[';
                    break;
                case '(' when !inClass:
                    string rest = source[(i + 1)..];
                    Match name = GroupName.Match(rest);
                    if (name.Success || !rest.StartsWith('?'))
                    {
                        names.Add(name.Success ? name.Groups["name"].Value : null);
                    }

                    break;
            }
        }

        return names;
    }

    private void TranslateGroup()
    {
        string rest = source[(_at + 1)..];
        if (!rest.StartsWith('?'))
        {
            _at++;
            _pattern.Append($"(?<{++_group}>");
        }
        else if (rest.Length > 1 && rest[1] is ':' or '=' or '!')
        {
            _at += 3;
            _pattern.Append('(').Append(rest, 0, 2);
        }
        else if (rest.StartsWith("?<=", StringComparison.Ordinal) || rest.StartsWith("?<!", StringComparison.Ordinal))
        {
            _at += 4;
            _pattern.Append('(').Append(rest, 0, 3);
        }
        else if (rest.StartsWith("?<", StringComparison.Ordinal) && rest.Contains('>', StringComparison.Ordinal))
        {
            _at += rest.IndexOf('>', StringComparison.Ordinal) + 2;
            _pattern.Append($"(?<{++_group}>");
        }
        else if (!strict && rest.StartsWith("?i", StringComparison.Ordinal))
        {
            // Not ECMAScript, but what schemas written beside other engines have, and it has one meaning only.
            _at += 3;
            _pattern.Append("(?i");
        }
        else
        {
            throw new FormatException("a group starts with (?, and nothing that may follow");
        }
    }

    /// <summary>A brace that is no quantifier stands for itself in the older grammar.</summary>
    private void TranslateBrace(char c)
    {
        Match quantifier = Quantifier.Match(source[_at..]);
        if (quantifier.Success)
        {
            _at += quantifier.Length;
            _pattern.Append(quantifier.Value);
            return;
        }

        if (strict)
        {
            throw new FormatException($"a lone {c}");
        }

        _at++;
        AppendLiteral(c);
    }

    private void TranslateEscape()
    {
        char c = _at + 1 < source.Length ? source[_at + 1] : throw new FormatException("it ends in a \\");
        if (c is 'b' or 'B')
        {
            _at += 2;
            HasWordEdge = true;
            _pattern.Append('\\').Append(c);
        }
        else if (c is >= '1' and <= '9')
        {
            TranslateReference();
        }
        else if (c == 'k' && (strict || _groups.Exists(name => name is not null)))
        {
            int end = source.IndexOf('>', _at);
            string name = end > 0 && source[_at + 2] == '<' ? source[(_at + 3)..end] : "";
            int index = _groups.IndexOf(name.Length == 0 ? "?" : name) + 1;
            if (index == 0)
            {
                throw new FormatException($"there is no group named \"{name}\"");
            }

            _at = end + 1;
            _pattern.Append($"(?({index})\\k<{index}>)");
        }
        else if (ReadSetEscape() is { } set)
        {
            Append(set);
        }
        else
        {
            AppendLiteral(ReadEscapedCodePoint(inClass: false));
        }
    }

    private void TranslateReference()
    {
        int end = _at + 1;
        while (end < source.Length && char.IsAsciiDigit(source[end]) && end < _at + 4)
        {
            end++;
        }

        int index = int.Parse(source.AsSpan(_at + 1, end - _at - 1), CultureInfo.InvariantCulture);
        if (index <= _groups.Count)
        {
            _at = end;
            _pattern.Append($"(?({index})\\k<{index}>)");
        }
        else if (strict)
        {
            throw new FormatException($"there is no group {index}");
        }
        else
        {
            _at += 2;
            AppendLiteral(source[_at - 1]);
        }
    }

    private void AppendLiteral(int codePoint) =>
        _pattern.Append(codePoint > 0xffff
            ? $"(?:{Regex.Escape(char.ConvertFromUtf32(codePoint))})"
            : Regex.Escape(((char)codePoint).ToString()));

    private void Append(CodePointSet set) =>
        _pattern.Append(byCodePoint ? set.ToCodePointPattern() : set.ToPlainPattern());
}
