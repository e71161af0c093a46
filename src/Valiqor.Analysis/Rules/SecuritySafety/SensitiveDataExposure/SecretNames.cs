using System.Buffers;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>What the name of a value says of it.</summary>
internal enum SecretName
{
    /// <summary>A name of other things: "primary_key", "max_tokens", "public_key".</summary>
    Other,
    Password,

    /// <summary>"api_key", "client_secret", "auth_token".</summary>
    Key,

    /// <summary>Any other "key": a secret only where the value can be nothing else.</summary>
    AnyKey,
}

/// <summary>Tells the names that secrets are given to from those that look alike.</summary>
internal static class SecretNames
{
    /// <summary>Where a name may stand; the parts of it are looked at only then.</summary>
    public static SearchValues<string> Hints { get; } = SearchValues.Create(
        [
            "key", "secret", "pass", "pwd", "token", "credential", "kennwort", "contrase", "senha", "wachtwoord",
            "mot de passe", "bearer ", "identified by", "pw:", "pw=", "pw is ", "psk",
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

        bool pass = word is "pw" or "psk" || word.EndsWith("pass")
            && (word.Length == 4 || name.Contains('_') || name.Contains('-')
            || word.EndsWith("dbpass") || word.EndsWith("userpass"));
        return pass || Holds(word, Passwords) ? SecretName.Password
            : Holds(word, Keys) ? SecretName.Key
            : word.EndsWith("key") ? SecretName.AnyKey
            : SecretName.Other;
    }

    /// <summary>Names under which a UUID or a hash is a secret too: "api_key", "client_secret".</summary>
    public static bool IsStrong(ReadOnlySpan<char> name) =>
        name.Contains("secret", StringComparison.OrdinalIgnoreCase)
        || name.Contains("auth", StringComparison.OrdinalIgnoreCase)
        || name.Contains("api", StringComparison.OrdinalIgnoreCase);

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
