using System.Buffers.Text;
using System.Text;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Throws secrets and the names they go by.</summary>
internal static class SecretValues
{
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Digits = "0123456789";
    public const string Hex = "0123456789abcdef";
    private const string Word = Lower + Upper + Digits;

    private static readonly string[] Words =
    [
        "falke", "harbor", "winter", "monkey", "tiger", "summer", "garten", "blue", "river", "rocket", "maple", "sonne",
        "dragon", "coffee", "luna", "piano",
    ];

    private static readonly string[] KeyNames =
    [
        "api_key", "apiKey", "API_KEY", "secret_key", "client_secret", "clientSecret", "access_token", "auth_token",
        "AWS_SECRET_ACCESS_KEY", "token", "private_token", "SLACK_TOKEN", "stripe_api_key", "app_secret",
        "signing_secret",
        "encryption_key", "x-api-key", "SECRET_KEY_BASE", "jwtSecret",
    ];

    private static readonly string[] PasswordNames =
    [
        "password", "db_password", "DB_PASSWORD", "dbPassword", "passwd", "pwd", "admin_pwd", "MYSQL_ROOT_PASSWORD",
        "spring.datasource.password", "smtp_pass", "userPassword", "passphrase", "redis-password",
    ];

    public static string KeyName(Dice dice) => dice.Pick<string>(KeyNames);

    public static string PasswordName(Dice dice) => dice.Pick<string>(PasswordNames);

    public static string AnyName(Dice dice) => dice.Chance(0.5) ? KeyName(dice) : PasswordName(dice);

    public static string Of(Dice dice, string characters, int length)
    {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++)
        {
            text.Append(characters[dice.Between(0, characters.Length - 1)]);
        }

        return text.ToString();
    }

    public static string OfProvider(Dice dice) => dice.Between(0, 11) switch
    {
        0 => "AKIA" + Of(dice, Upper + "234567", 16),
        1 => "ghp_" + Of(dice, Word, 36),
        2 => "glpat-" + Of(dice, Word, 20),
        3 => "xoxb-" + Of(dice, Digits, 12) + "-" + Of(dice, Word, 24),
        4 => "sk_live_" + Of(dice, Word, 24),
        5 => "AIza" + Of(dice, Word, 35),
        6 => "sk-proj-" + Of(dice, Word, 80),
        7 => "sk-ant-api03-" + Of(dice, Word, 80),
        8 => "npm_" + Of(dice, Word, 36),
        9 => "SG." + Of(dice, Word, 22) + "." + Of(dice, Word, 43),
        10 => "hf_" + Of(dice, Word, 34),
        _ => "dop_v1_" + Of(dice, Hex, 64),
    };

    public static string Key(Dice dice) => dice.Between(0, 3) switch
    {
        0 => Of(dice, Word, dice.Between(20, 48)),
        1 => Of(dice, Hex, dice.Pick<int>([32, 64])),
        2 => Convert.ToBase64String(Encoding.ASCII.GetBytes(Of(dice, Word, 30))),
        _ => Of(dice, Lower + Digits, dice.Between(20, 40)),
    };

    public static string Password(Dice dice) => dice.Between(0, 3) switch
    {
        0 => Of(dice, Word + "!#%*-", dice.Between(10, 18)),
        1 => dice.Pick<string>(Words) + dice.Between(1, 9_999),
        2 => char.ToUpperInvariant(dice.Pick<string>(Words)[0]) + dice.Pick<string>(Words) + dice.Between(10, 99) + "!",
        _ => dice.Pick<string>(Words) + dice.Pick<string>(["@", "#", "-", "_"]) + dice.Pick<string>(Words)
            + dice.Between(1, 99),
    };

    /// <summary>A private key or a token of three parts (RFC 7468, RFC 7519).</summary>
    public static string Block(Dice dice)
    {
        if (dice.Chance(0.5))
        {
            string label = dice.Pick<string>(["RSA ", "EC ", "", "OPENSSH "]) + "PRIVATE" + " KEY-----";
            string lines = string.Join('\n', Enumerable.Range(0, 6).Select(_ => Of(dice, Word + "+/", 64)));
            return $"-----BEGIN {label}\n{lines}\n-----END {label}";
        }

        string header = Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8);
        string claims = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{{\"sub\":\"{dice.Between(1_000,
            99_999)}\"}}"));
        return $"Authorization: Bearer {header}.{claims}.{Of(dice, Word, 43)}";
    }
}
