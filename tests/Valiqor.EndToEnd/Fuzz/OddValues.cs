using System.Globalization;
using System.Text;

namespace Valiqor.EndToEnd.Fuzz;

/// <summary>Values that programs stumble over, as JSON texts and as plain texts.</summary>
internal sealed class OddValues(Random random)
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e400", "-1e400", "1e-400", "9223372036854775808", "99999999999999999999999999999999",
        "0.1", "2147483648", "1E+2", "3.0000000000000000000000001",
    ];

    private static readonly string[] Texts =
    [
        "", " ", ".", "..", "../../x", "a/b", "a\\b", "null", "true", "'; drop table runs; --", "x' or '1' eq '1",
        "{{7*7}}", "${jndi:x}", "<script>alert(1)</script>", "%s%n", "\u202Egnirts", "e\u0301\u0301\u0301", "\uFEFF",
        "👩‍👩‍👧‍👦🏴‍☠️", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "İıſK", "مرحبا", "テスト", "\u0000", "\u0007\u001b[31m", "\u2028\u2029",
        "a\r\nb: c", "run_000000000000000000000000", "run_1.0.task_not_followed", "2026-02-30", "1970-01-01T00:00:00Z",
        "-1", "1e9",
    ];

    /// <summary>JSON of any kind, valid or nearly so.</summary>
    public string Json(int depth = 0) => random.Next(14) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 or 3 => Numbers[random.Next(Numbers.Length)],
        4 or 5 => Quoted(Text()),
        6 => "\"\\ud83d\"",
        7 => "\"" + new string('x', random.Next(70_000)) + "\"",
        8 => Nested(random.Next(4) == 0 ? 5_000 : 70),
        9 when depth < 3 => $"[{Json(depth + 1)},{Json(depth + 1)}]",
        10 when depth < 3 => $"{{{Quoted(Text())}:{Json(depth + 1)},\"a\":{Json(depth + 1)},\"a\":1}}",
        11 => "[]",
        12 => "{}",
        _ => Quoted(random.Next().ToString(CultureInfo.InvariantCulture)),
    };

    public string Text() => random.Next(12) switch
    {
        0 => new string('z', random.Next(1, 3_000)),
        1 => Numbers[random.Next(Numbers.Length)],
        2 => RandomText(),
        _ => Texts[random.Next(Texts.Length)],
    };

    /// <summary>Breaks a JSON text: cut off, a byte changed, something behind it.</summary>
    public byte[] Broken(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        if (bytes.Length == 0)
        {
            return bytes;
        }

        switch (random.Next(3))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            default:
                return [.. bytes, .. "}]"u8];
        }
    }

    public static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Nested(int levels) =>
        string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));

    private string RandomText()
    {
        var text = new StringBuilder();
        for (int left = random.Next(1, 40); left > 0; left--)
        {
            text.Append(new Rune(random.Next(3) == 0 ? random.Next(0xE000, 0x10FFFF) : random.Next(0x20, 0x7FF)));
        }

        return text.ToString();
    }
}
