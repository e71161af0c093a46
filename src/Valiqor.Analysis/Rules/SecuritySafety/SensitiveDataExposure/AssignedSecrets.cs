using System.Buffers;
using System.Collections.Immutable;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds passwords and keys of no known format by the name they are given to.</summary>
internal sealed class AssignedSecrets : IFindAll<string, SensitiveValue>
{
    private const int LongestName = 40;
    private const int LongestPassword = 64;

    /// <summary>Of a value that is no secret; names within a longer one are parts of it.</summary>
    private const int LongestIdle = 100;

    private const int ShortestPassword = 5;
    private const int ShortestBarePassword = 7;
    private const int ShortestKey = 16;
    private const int ShortestQuotedKey = 12;

    /// <summary>Names of several words change between capitals and small letters less often.</summary>
    private const double LettersPerChange = 2.6;

    private static readonly SearchValues<char> NoSecretMarks = SearchValues.Create("()[]{}<> \\\n\t");
    private static readonly SearchValues<char> PasswordMarks = SearchValues.Create("!@#$%^&*?+~");

    public ImmutableArray<string> Rules => ["assigned_secret", "connection_string"];

    public void Find(string text, List<SensitiveValue> found)
    {
        for (int hint = text.AsSpan().IndexOfAny(SecretNames.Hints); hint >= 0;)
        {
            (int start, int end) = NameAround(text, hint);
            int next = end;
            ReadOnlySpan<char> name = text.AsSpan(start, end - start);
            if (SecretNames.Of(name) is var kind && kind != SecretName.Other
                && AssignmentReader.Behind(text, end, IsOption(text, start)) is { } value)
            {
                bool isSecret = IsSecret(text.AsSpan(value.Start, value.End - value.Start), kind, name, value.IsQuoted);
                if (isSecret)
                {
                    string what = kind == SecretName.Password ? "a password" : "a key or token";
                    found.Add(new SensitiveValue(value.Start, value.End, "assigned_secret", what, 0.85));
                }

                next = isSecret || value.End - value.Start > LongestIdle ? value.End : next;
            }

            next = Math.Max(next, hint + 1);
            int further = next >= text.Length ? -1 : text.AsSpan(next).IndexOfAny(SecretNames.Hints);
            hint = further < 0 ? -1 : next + further;
        }

        Logins.Find(text, found);
    }

    private static (int Start, int End) NameAround(string text, int hint)
    {
        int start = hint;
        while (start > 0 && hint - start < LongestName && IsNamePart(text[start - 1]))
        {
            start--;
        }

        int end = hint + WordsOfHint(text.AsSpan(hint));
        while (end < text.Length && end - hint < LongestName && IsNamePart(text[end]))
        {
            end++;
        }

        if (start == hint && start >= 4 && text[start - 1] == ' '
            && text.AsSpan(hint).StartsWith("key", StringComparison.OrdinalIgnoreCase))
        {
            int word = text.AsSpan(0, start - 1).LastIndexOfAnyExcept(Letters) + 1;
            start = start - word is >= 4 and <= 12 ? word : start;
        }

        return (start, end);
    }

    /// <summary>The length of a hint of several words, which no name part could cross; 0 for the others.</summary>
    private static int WordsOfHint(ReadOnlySpan<char> text) =>
        text.StartsWith("mot de passe", StringComparison.OrdinalIgnoreCase) ? "mot de passe".Length
        : text.StartsWith("identified by", StringComparison.OrdinalIgnoreCase) ? "identified by".Length
        : 0;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

    private static bool IsOption(string text, int start) =>
        text[start] == '-' || text.AsSpan(start).StartsWith("bearer ", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(0, start).EndsWith("Authorization: ", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(start).StartsWith("identified by", StringComparison.OrdinalIgnoreCase) || start > 0
            && text[start - 1] == '-'
        || text.AsSpan(0, start).EndsWith("ENV ", StringComparison.Ordinal);

    private static bool IsSecret(
        ReadOnlySpan<char> value,
        SecretName kind,
        ReadOnlySpan<char> name,
        bool quoted)
    {
        if ((kind == SecretName.Password && value.Length > LongestPassword) || Placeholders.Is(value)
            || value.ContainsAny(NoSecretMarks) || IsReference(value))
        {
            return false;
        }

        return kind switch
        {
            SecretName.Password => IsPassword(value, quoted),
            SecretName.AnyKey => quoted && value.Length >= 32 && IsKey(value, quoted)
                && Placeholders.Entropy(value) >= 4.2,
            _ => IsKey(value, quoted) || SecretNames.IsStrong(name) && UuidOrHash.IsMatch(value),
        };
    }

    /// <summary>A variable, a path, an address or a call: the secret itself stands elsewhere.</summary>
    private static bool IsReference(ReadOnlySpan<char> value) =>
        value[0] is '$' or '/' or '~' || value[0] == '%' && value[^1] == '%'
        || value[0] == '@' && value.Contains('.')
        || value.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        || value.Contains("://", StringComparison.Ordinal)
        || value.StartsWith("env.", StringComparison.OrdinalIgnoreCase)
        || Reference.IsMatch(value);

    private static bool IsKey(ReadOnlySpan<char> value, bool quoted) =>
        value.Length >= (quoted ? ShortestQuotedKey : ShortestKey)
        && (Digits(value) >= (quoted ? 1 : 2) || value.Length >= 20 && IsRandomCase(value))
        && value.IndexOfAnyInRange('A', 'z') >= 0
        && !Identifier.IsMatch(value)
        && Placeholders.Entropy(value) >= 3;

    /// <summary>Letters with digits or signs, as policies want them; a plain word there is code or prose.</summary>
    private static bool IsPassword(ReadOnlySpan<char> value, bool quoted) =>
        value.Length >= (quoted ? ShortestPassword : ShortestBarePassword) && value.Length <= LongestPassword
        && !IsPasswordWord(value) && !TestWord.IsMatch(value)
        && (value.IndexOfAnyInRange('a', 'z') >= 0 || value.IndexOfAnyInRange('A', 'Z') >= 0)
        && (Digits(value) > 0 || value.ContainsAny(PasswordMarks) || IsRandomCase(value))
        && Placeholders.Entropy(value) >= 2.2;

    private static bool IsRandomCase(ReadOnlySpan<char> value)
    {
        int changes = 0;
        for (int i = 1; i < value.Length; i++)
        {
            changes += char.IsUpper(value[i]) != char.IsUpper(value[i - 1]) ? 1 : 0;
        }

        return value.Length >= 10 && changes * LettersPerChange > value.Length;
    }

    private static int Digits(ReadOnlySpan<char> value)
    {
        int digits = 0;
        foreach (char c in value)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits;
    }

    internal static bool IsPasswordWord(ReadOnlySpan<char> value) =>
        value.Length < 3
        || value.Contains("password", StringComparison.OrdinalIgnoreCase)
        || value.Contains("passwd", StringComparison.OrdinalIgnoreCase)
        || value.Equals("pass", StringComparison.OrdinalIgnoreCase)
        || value.Equals("secret", StringComparison.OrdinalIgnoreCase)
        || value.Equals("pwd", StringComparison.OrdinalIgnoreCase);

    /// <summary>"config.api.token", "user_password_field", "PASSWORD_FILE", "process.env.TOKEN".</summary>
    private static readonly Pattern Reference = Pattern.Of(
        @"^(?:[A-Za-z_]+(?:\.[A-Za-z_][A-Za-z0-9_]*)+|[A-Z]+(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z]+)+|[a-z]+(?:-[a-z]+)+)$");

    private static readonly Pattern UuidOrHash = Pattern.Of(
        @"^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$|^[0-9a-f]{40}$");

    private static readonly Pattern TestWord = Pattern.AnyCase(@"^(?:test|demo|foo|bar|string)[\d_-]*$");

    /// <summary>UUIDs, content hashes with their name, and identifiers of words: they open nothing.</summary>
    private static readonly Pattern Identifier = Pattern.Of(
        @"^(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|sha\d+[:-][0-9A-Za-z+/=]+"
            + @"|[a-z]+(?:[-_.][a-z0-9]{1,12})*"
            + @"|[a-z]+(?:[A-Z][a-z]+)+\d{0,4}|[0-9a-f]{40}|\d{4}-\d\d-\d\dT?[\d:.Z+-]*|[\d.,:-]+)$");
}
