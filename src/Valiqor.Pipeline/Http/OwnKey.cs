using Valiqor.Pipeline.Judging.Keys;

namespace Valiqor.Pipeline.Http;

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

    /// <summary>Refuses a key in an address, where proxies and logs would keep it.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    public static void RefuseInQuery(ApiCall call)
    {
        if (call.Request.Query.ContainsKey(Member))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"An address is no place for a key. Upload without it, then POST `dataset_blob` and `{Member}` to "
                    + $"/{Routes.Analyze}; and change the key, for the address may have been logged.",
                "value_error",
                "query",
                Member));
        }
    }
}
