using System.Globalization;

namespace Valiqor.StandInModel;

/// <summary>What can go wrong with a request, in the words of the control, and who meets it.</summary>
public static class Faults
{
    public const string None = "answered";
    public const string RateLimited = "rate_limited";
    public const string Quota = "quota";
    public const string ServerError = "server_error";
    public const string Unavailable = "unavailable";

    /// <summary>Is never answered.</summary>
    public const string Never = "never";

    /// <summary>The connection breaks before the answer.</summary>
    public const string Dropped = "dropped";

    /// <summary>A success whose body is no JSON.</summary>
    public const string MalformedBody = "malformed_body";

    /// <summary>The connection breaks within the body.</summary>
    public const string TruncatedBody = "truncated_body";

    /// <summary>The model meets its limit of tokens.</summary>
    public const string TruncatedVerdict = "truncated_verdict";
    public const string Refusal = "refusal";
    public const string Empty = "empty";

    /// <summary>An answer that is no JSON.</summary>
    public const string Prose = "prose";

    /// <summary>The body comes in small pieces.</summary>
    public const string Slow = "slow";

    /// <summary>A body of 10 MB.</summary>
    public const string Huge = "huge";

    /// <summary>The question is filtered, as Azure does.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>The question is longer than the model reads.</summary>
    public const string ContextLength = "context_length";

    public static IReadOnlyList<string> All { get; } =
    [
        RateLimited, Quota, ServerError, Unavailable, Never, Dropped, MalformedBody, TruncatedBody, TruncatedVerdict,
        Refusal, Empty, Prose, Slow, Huge, ContentFilter, ContextLength,
    ];

    /// <summary>The same for the same seed, messages and number of the try.</summary>
    public static string Of(StandInControl control, string hash, int number)
    {
        if (control.FaultyTries > 0 && number > control.FaultyTries)
        {
            return None;
        }

        double chance = Chance.Share(string.Create(CultureInfo.InvariantCulture, $"{control.Seed} {hash} {number}"));
        foreach (string fault in All)
        {
            chance -= control.Faults.GetValueOrDefault(fault);
            if (chance < 0)
            {
                return fault;
            }
        }

        return None;
    }
}
