using System.Buffers;

namespace Valiqor.Analysis.Detectors.SecuritySafety;

/// <summary>What the name of a value says of it.</summary>
internal enum SecretName
{
    /// <summary>A name of other things: "primary_key", "max_tokens", "public_key".</summary>
    Other,
    Password,

    /// <summary>"api_key", "client_secret", "auth_token".</summary>
    Key,
}

/// <summary>Tells the names that secrets are given to from those that look alike.</summary>
internal static class SecretNames
{
    /// <summary>Where a name may stand; the parts of it are looked at only then.</summary>
    public static SearchValues<string> Hints { get; } = SearchValues.Create(
        [
            "key", "secret", "passw", "passphrase", "passcode", "pwd", "token", "credential", "_pass", "pass=", "pass:",
            "-pass", "dbpass", "userpass", "kennwort", "contrase", "senha", "wachtwoord", "mot de passe", "bearer ",
            "identified by",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Passwords =
    [
        "password", "passwd", "passwort", "passwrd", "passw", "passphrase", "passcode", "pwd", "kennwort", "contraseña",
        "contrasena", "senha", "wachtwoord", "mot de passe", "identified by",
    ];

    private static readonly string[] Keys =
    [
        "apikey", "accesskey", "secretkey", "privatekey", "authkey", "signingkey", "encryptionkey", "masterkey",
        "accountkey", "storagekey", "sharedkey", "servicekey", "licensekey", "deploykey", "secret", "token",
        "credential",
        "bearer",
    ];

    /// <summary>Parts that make the name that of another thing.</summary>
    private static readonly string[] Others =
    [
        "public", "publishable", "primary", "foreign", "keyid", "tokenid", "secretid", "tokentype", "tokencount",
        "tokens",
        "tokeniz", "secretname", "keyname", "tokenname", "length", "policy", "hash", "digest", "checksum",
        "placeholder",
        "label", "field", "column", "path", "file", "url", "uri", "endpoint", "expir", "header", "prefix", "regex",
        "csrf", "xsrf", "nextpage", "pagetoken", "continuation", "pagination", "sha", "version", "strength", "type",
        "reset", "forgot", "minlen", "maxlen", "env", "arn", "ref",
    ];

    public static SecretName Of(ReadOnlySpan<char> name)
    {
        Span<char> bare = stackalloc char[64];
        int length = 0;
        foreach (char c in name)
        {
            if (length < bare.Length && (char.IsLetter(c) || c == ' '))
            {
                bare[length++] = char.ToLowerInvariant(c);
            }
        }

        ReadOnlySpan<char> word = bare[..length];
        if (Holds(word, Others))
        {
            return SecretName.Other;
        }

        bool pass = word.EndsWith("pass") && (word.Length == 4 || name.Contains('_') || name.Contains('-')
            || word.EndsWith("dbpass") || word.EndsWith("userpass"));
        return pass || Holds(word, Passwords) ? SecretName.Password
            : Holds(word, Keys) ? SecretName.Key
            : SecretName.Other;
    }

    private static bool Holds(ReadOnlySpan<char> word, string[] parts)
    {
        foreach (string part in parts)
        {
            if (word.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
