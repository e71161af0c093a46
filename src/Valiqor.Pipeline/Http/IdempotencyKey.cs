namespace Valiqor.Pipeline.Http;

/// <summary>
/// The header by which a caller says that a request is the same one as before
/// (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
internal static class IdempotencyKey
{
    private const int Longest = 255;

    public static HeaderParameter Header { get; } = new(
        "Idempotency-Key",
        $"1 to {Longest} printable ASCII characters of your choice: the same key and body start one run in a day.");

    /// <exception cref="ProblemException">It is there and cannot be one.</exception>
    public static string? Of(ApiCall call) => call.Request.Headers[Header.Name].ToArray() switch
    {
        [] => null,
        [{ Length: > 0 and <= Longest } key] when key.All(c => c is >= ' ' and <= '~') => key,
        _ => throw ProblemException.BadParameter(
            Header.Name, $"should be 1 to {Longest} printable ASCII characters, given once."),
    };
}
