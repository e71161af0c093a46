using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging.Keys;

/// <summary>Takes the caller's own judge key from a request. Problems never repeat what was given.</summary>
internal static class OwnKey
{
    public const string Member = "openai_api_key";

    /// <param name="given">Null: the caller has none.</param>
    /// <exception cref="ProblemException">It cannot be a key.</exception>
    public static JudgeKey? Read(string? given) =>
        given is null ? null
        : JudgeKey.TryParse(given, out JudgeKey? key) ? key
        : throw ProblemException.Invalid(FieldProblems.Of(
            $"A key has {JudgeKey.Rule}. Leave the member out to use none.", "value_error", "body", Member));

    /// <summary>Refuses a key in a query or in metadata: proxies, logs and storage would keep it in clear.</summary>
    /// <param name="names">Of what is given there.</param>
    /// <exception cref="ProblemException">There is one.</exception>
    public static void RefuseAmong(IEnumerable<string> names, string place)
    {
        if (names.Contains(Member, StringComparer.OrdinalIgnoreCase))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"This is no place for a key: it is kept here, or logged, as it is. Change the key, upload without it, "
                    + $"and then POST `dataset_blob` and `{Member}` to /{Routes.Analyze}.",
                "value_error",
                place,
                Member));
        }
    }
}
