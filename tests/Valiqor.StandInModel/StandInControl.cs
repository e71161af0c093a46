using System.Text.Json.Nodes;

namespace Valiqor.StandInModel;

/// <summary>How the stand-in behaves: the body of <c>PUT /control</c>, which replaces all that was before.</summary>
public sealed record StandInControl
{
    /// <summary>What the server takes of a request; see <see cref="Dialects"/>.</summary>
    public string Dialect { get; init; } = Dialects.OpenAI;

    /// <summary>Parameters that the server refuses beside those of its dialect.</summary>
    public IReadOnlyList<string> Refuses { get; init; } = [];

    /// <summary>Passes over <c>response_format</c> in silence, as early servers do: the answer is prose.</summary>
    public bool IgnoresFormat { get; init; }

    /// <summary>The keys that open; none: no key is asked for.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The models there are; none: any.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The time an answer takes.</summary>
    public int LatencyMs { get; init; }

    /// <summary>The share (0–1) of requests that meet a fault, by the words of <see cref="Faults"/>.</summary>
    public IReadOnlyDictionary<string, double> Faults { get; init; } = new Dictionary<string, double>();

    /// <summary>A request that was tried so often meets no fault any more; 0: it always may.</summary>
    public int FaultyTries { get; init; }

    /// <summary>Which requests meet which fault: the same for the same seed, messages and number of the try.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What a throttled request is told to wait, in seconds.</summary>
    public double RetryAfterSeconds { get; init; } = 1;

    /// <summary>How long the body of a slow answer takes.</summary>
    public int SlowMs { get; init; } = 2_000;

    /// <summary>More at once are throttled; 0: no limit.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>Tokens in any minute, told in headers as OpenAI does; more are throttled; 0: no limit.</summary>
    public long TokensPerMinute { get; init; }

    /// <summary>What is answered to whom; the first match counts.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>A file with more verdicts, a JSON array; they come after the others.</summary>
    public string? Script { get; init; }
}

/// <summary>An answer for some questions.</summary>
/// <param name="Match">A regular expression that finds something in the text of the messages.</param>
/// <param name="Answer">The answer as JSON, or as a text; without one the schema is filled.</param>
/// <param name="Fault">A fault that these questions meet, at each try.</param>
/// <param name="Patch">What the filled schema is changed by, as JSON Merge Patch says (RFC 7396).</param>
public sealed record Verdict(string Match, JsonNode? Answer = null, string? Fault = null, JsonObject? Patch = null);
