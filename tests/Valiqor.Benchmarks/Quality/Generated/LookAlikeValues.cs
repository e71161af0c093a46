using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Throws what looks like a secret and opens nothing.</summary>
internal static class LookAlikeValues
{
    private static readonly string[] Names =
    [
        "id", "commit", "sha", "etag", "request_id", "trace_id", "checksum", "image", "digest", "primary_key",
        "public_key",
        "cache_key", "build", "revision", "session", "integrity", "key_id", "csrf_token", "page_token", "password_hash",
    ];

    public static string Name(Dice dice) => dice.Pick<string>(Names);

    public static string Placeholder(Dice dice) => dice.Pick<string>(
    [
        "your_api_key_here", "<your-token>", "changeme", "xxxxxxxxxxxxxxxxxxxx", "********", "REPLACE_ME", "example",
        "insert-key-here", "AKIAIOSFODNN7EXAMPLE", "password", "tbd", "dummy-secret-value", "{{ secret }}", "none",
        "null",
        "test", "fake_token_1234567890",
    ]);

    public static string Reference(Dice dice, string name) => dice.Between(0, 9) switch
    {
        0 => $"{name}: ${{{name.ToUpperInvariant()}}}",
        1 => $"{name} = process.env.{name.ToUpperInvariant()}",
        2 => $"{name} = os.environ[\"{name.ToUpperInvariant()}\"]",
        3 => $"{name}=$DB_PASSWORD_2",
        4 => $"{name}: {{{{ .Values.{name} }}}}",
        5 => $"{name} = getSecret(\"{name}\")",
        6 => $"{name} = config.auth.{name}",
        7 => $"{name}: /run/secrets/{name}_1",
        8 => $"{name} = vault.read('kv/data/app1').{name}",
        _ => $"{name}: !Ref AppSecret2",
    };

    public static string Identifier(Dice dice) => dice.Between(0, 6) switch
    {
        0 => Uuid(dice),
        1 => SecretValues.Of(dice, SecretValues.Hex, 40),
        2 => SecretValues.Of(dice, SecretValues.Hex, 64),
        3 => "sha256:" + SecretValues.Of(dice, SecretValues.Hex, 64),
        4 => "sha384-" + SecretValues.Of(dice, SecretValues.Lower + SecretValues.Upper + SecretValues.Digits, 64),
        5 => "order-" + dice.Between(10_000, 99_999) + "-" + dice.Between(100, 999),
        _ => "pk_test_" + SecretValues.Of(dice, SecretValues.Lower + SecretValues.Digits, 24),
    };

    public static string Code(Dice dice) => dice.Between(0, 7) switch
    {
        0 => "data:image/png;base64,iVBORw0KGgo" + SecretValues.Of(dice,
            SecretValues.Lower + SecretValues.Digits + "+/", 200),
        1 => "function(e,t){return e.token=t.token||n(1),e.password=t[\"password\"],e.key=17}",
        2 => "max_tokens: 4096\ntoken_count: 120034\ntokenizer: cl100k_base",
        3 => "PASSWORD_MIN_LENGTH=12\npassword_policy = strict2",
        4 => "if (password.length < 8) throw new Error(\"password too short\");",
        5 => $"<input type=\"password\" name=\"password\" id=\"pw{dice.Between(1, 9)}\" />",
        6 => $"token: {Uuid(dice)}",
        _ => $"PRIMARY KEY (user_id, token_{dice.Between(1, 9)})",
    };

    public static string Prose(Dice dice) => dice.Pick<string>(
    [
        "A password is a secret that only you know; it should have at least 12 characters.",
        "The token is used for the next request and expires after 3600 seconds.",
        "Your password was changed on 2024-05-17 at 10:32.",
        "To reset the password: open Settings, choose Account2 and follow the link.",
        "The API key is stored in the vault and rotated every 90 days.",
        "Das Passwort ist mindestens 8 Zeichen lang.",
        "The key is to start early: 20 minutes a day are enough.",
        "Set the environment variable OPENAI_API_KEY before you start the app.",
    ]);

    private static string Uuid(Dice dice) =>
        SecretValues.Of(dice, SecretValues.Hex, 8) + "-" + SecretValues.Of(dice, SecretValues.Hex, 4) + "-4"
        + SecretValues.Of(dice, SecretValues.Hex, 3) + "-a" + SecretValues.Of(dice, SecretValues.Hex, 3) + "-"
        + SecretValues.Of(dice, SecretValues.Hex, 12);
}
