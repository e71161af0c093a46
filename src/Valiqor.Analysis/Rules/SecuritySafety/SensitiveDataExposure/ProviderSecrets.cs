using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds keys and tokens by the formats that their issuers publish, so that they can be found.</summary>
internal sealed class ProviderSecrets : IFindAll<string, SensitiveValue>
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> Word = SearchValues.Create(Letters + "0123456789");
    private static readonly SearchValues<char> WordAndDash = SearchValues.Create(Letters + "0123456789_-");
    private static readonly SearchValues<char> Dotted = SearchValues.Create(Letters + "0123456789_-.");
    private static readonly SearchValues<char> Base64 = SearchValues.Create(Letters + "0123456789+/=");
    private static readonly SearchValues<char> Path = SearchValues.Create(Letters + "0123456789_-/");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Prefix, what it is, the characters that follow, and how many.</summary>
    private static readonly ImmutableArray<Format> Formats =
    [
        new("AKIA", "an AWS access key id", Upper, 16, 16),
        new("ASIA", "an AWS access key id", Upper, 16, 16),
        new("ghp_", "a GitHub token", Word, 36, 40),
        new("gho_", "a GitHub token", Word, 36, 40),
        new("ghu_", "a GitHub token", Word, 36, 40),
        new("ghs_", "a GitHub token", Word, 36, 40),
        new("ghr_", "a GitHub token", Word, 36, 80),
        new("github_pat_", "a GitHub token", WordAndDash, 60, 100),
        new("glpat-", "a GitLab token", WordAndDash, 20, 40),
        new("xoxb-", "a Slack token", WordAndDash, 20, 120),
        new("xoxp-", "a Slack token", WordAndDash, 20, 120),
        new("xoxa-", "a Slack token", WordAndDash, 20, 120),
        new("xoxr-", "a Slack token", WordAndDash, 20, 120),
        new("xoxs-", "a Slack token", WordAndDash, 20, 120),
        new("xapp-", "a Slack token", WordAndDash, 20, 160),
        new("sk_live_", "a Stripe secret key", Word, 16, 120),
        new("rk_live_", "a Stripe restricted key", Word, 16, 120),
        new("whsec_", "a webhook signing secret", Base64, 24, 80),
        new("AIza", "a Google API key", WordAndDash, 35, 35),
        new("ya29.", "a Google OAuth token", WordAndDash, 30, 400),
        new("GOCSPX-", "a Google OAuth client secret", WordAndDash, 28, 28),
        new("sk-ant-", "an Anthropic API key", WordAndDash, 32, 140),
        new("sk-proj-", "an OpenAI API key", WordAndDash, 40, 220),
        new("sk-svcacct-", "an OpenAI API key", WordAndDash, 40, 220),
        new("sk-", "an OpenAI API key", Word, 32, 64),
        new("npm_", "an npm token", Word, 36, 36),
        new("pypi-", "a PyPI token", WordAndDash, 80, 240),
        new("hf_", "a Hugging Face token", Word, 34, 40),
        new("SG.", "a SendGrid API key", Dotted, 60, 70),
        new("SK", "a Twilio API key", Hex, 32, 32),
        new("AccountKey=", "an Azure storage account key", Base64, 80, 90),
        new("SharedAccessKey=", "an Azure shared access key", Base64, 40, 90),
        new("dop_v1_", "a DigitalOcean token", Hex, 64, 64),
        new("shpat_", "a Shopify token", Hex, 32, 32),
        new("sq0csp-", "a Square secret", WordAndDash, 40, 46),
        new("shpss_", "a Shopify secret", Hex, 32, 32),
        new("shppa_", "a Shopify token", Hex, 32, 32),
        new("sq0atp-", "a Square token", WordAndDash, 22, 24),
        new("gsk_", "a Groq API key", Word, 40, 60),
        new("xai-", "an xAI API key", Word, 60, 90),
        new("pplx-", "a Perplexity API key", Word, 40, 60),
        new("r8_", "a Replicate token", Word, 37, 40),
        new("nvapi-", "an NVIDIA API key", WordAndDash, 60, 70),
        new("lin_api_", "a Linear API key", Word, 32, 48),
        new("figd_", "a Figma token", WordAndDash, 36, 48),
        new("dckr_pat_", "a Docker Hub token", WordAndDash, 24, 32),
        new("hvs.", "a Vault token", WordAndDash, 24, 120),
        new("glptt-", "a GitLab token", WordAndDash, 20, 44),
        new("gldt-", "a GitLab token", WordAndDash, 20, 40),
        new("glrt-", "a GitLab token", WordAndDash, 20, 40),
        new("PMAK-", "a Postman API key", WordAndDash, 50, 64),
        new("NRAK-", "a New Relic key", Upper, 27, 27),
        new("rubygems_", "a RubyGems key", Hex, 48, 48),
        new("ATATT3", "an Atlassian token", WordAndDash, 100, 220),
        new("dapi", "a Databricks token", Hex, 32, 34),
        new("pul-", "a Pulumi token", Hex, 40, 40),
        new("lsv2_pt_", "a LangSmith key", WordAndDash, 40, 50),
        new("pcsk_", "a Pinecone key", WordAndDash, 50, 80),
        new("AGE-SECRET-KEY-1", "an age key", Upper, 58, 58),
        new("hooks.slack.com/services/", "a Slack webhook", Path, 40, 60),
        new("discord.com/api/webhooks/", "a Discord webhook", Path, 70, 100),
        new("eyJ", "a JSON Web Token", Dotted, 40, 2_000),
        new("-----BEGIN ", "a private key", Base64, 0, 0),
    ];

    private static readonly SearchValues<string> Prefixes =
        SearchValues.Create([.. Formats.Select(format => format.Prefix)], StringComparison.Ordinal);

    public ImmutableArray<string> Rules => ["provider_secret", "private_key", "jwt"];

    public void Find(string text, List<SensitiveValue> found)
    {
        for (int i = text.AsSpan().IndexOfAny(Prefixes); i >= 0;)
        {
            int end = i + 1;
            if (i == 0 || !char.IsLetterOrDigit(text[i - 1]) || text[i] == '-')
            {
                foreach (Format format in Formats)
                {
                    if (text.AsSpan(i).StartsWith(format.Prefix, StringComparison.Ordinal)
                        && Read(text, i, format) is { } value)
                    {
                        found.Add(value);
                        end = value.End;
                        break;
                    }
                }
            }

            int next = text.AsSpan(end).IndexOfAny(Prefixes);
            i = next < 0 ? -1 : end + next;
        }
    }

    private static SensitiveValue? Read(string text, int start, Format format)
    {
        if (format.Most == 0)
        {
            return PrivateKey(text, start);
        }

        int from = start + format.Prefix.Length;
        ReadOnlySpan<char> rest = text.AsSpan(from, Math.Min(format.Most + 4, text.Length - from));
        int length = rest.IndexOfAnyExcept(format.Characters) is >= 0 and var stop ? stop : rest.Length;
        ReadOnlySpan<char> body = rest[..length].TrimEnd("._-");
        int end = from + body.Length;
        bool cut = end < text.Length && char.IsLetterOrDigit(text[end]);
        if (cut || body.Length < format.Fewest || body.Length > format.Most || Placeholders.Is(body))
        {
            return null;
        }

        if (format.Prefix == "eyJ")
        {
            return IsToken(text.AsSpan(start, end - start))
                ? new SensitiveValue(start, end, "jwt", format.What, 0.93)
                : null;
        }

        bool dots = format.Prefix != "SG." || body.Count('.') == 1;
        return dots && Placeholders.Entropy(body) >= 2.5
            ? new SensitiveValue(start, end, "provider_secret", format.What, 0.96)
            : null;
    }

    /// <summary>
    /// RFC 7519: three parts, the first a JSON object with an algorithm; not the specimen of the debuggers.
    /// </summary>
    private static bool IsToken(ReadOnlySpan<char> token)
    {
        int first = token.IndexOf('.');
        int second = first < 0 ? -1 : token[(first + 1)..].IndexOf('.');
        if (second < 10 || token.Count('.') != 2 || token[(first + 1)..].StartsWith("eyJzdWIiOiIxMjM0NTY3ODkwIi"))
        {
            return false;
        }

        Span<byte> header = stackalloc byte[512];
        return first <= 600
            && Base64Url.TryDecodeFromChars(token[..first], header, out int written)
            && Encoding.UTF8.GetString(header[..written]).Contains("\"alg\"", StringComparison.Ordinal);
    }

    /// <summary>RFC 7468: the label, and then enough base64 to be a key and not a description of one.</summary>
    private static SensitiveValue? PrivateKey(string text, int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(8_000, text.Length - start));
        int label = rest.IndexOf("PRIVATE KEY", StringComparison.Ordinal);
        if (label is < 0 or > 32)
        {
            return null;
        }

        ReadOnlySpan<char> body = rest[label..];
        int bodyStart = body.IndexOfAny('\n', '\\');
        int close = rest.IndexOf("-----END ", StringComparison.Ordinal);
        int length = (close < 0 ? rest.Length : close) - label - Math.Max(bodyStart, 0);
        int run = 0;
        int longest = 0;
        for (int i = Math.Max(bodyStart, 0); i < body.Length && i < bodyStart + length; i++)
        {
            run = Base64.Contains(body[i]) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        int lineEnd = close < 0 ? rest.Length : rest[close..].IndexOf('\n') is >= 0 and var line
            ? close + line
            : rest.Length;
        return bodyStart >= 0 && longest >= 32
            ? new SensitiveValue(start, start + lineEnd, "private_key", "a private key", 0.97)
            : null;
    }

    private readonly record struct Format(string Prefix, string What, SearchValues<char> Characters, int Fewest,
        int Most);
}
