namespace Valiqor.Service.Models.Calls;

/// <summary>Finds what of a request a provider does not take, among what was sent.</summary>
internal static class RefusedParameter
{
    // The order matters: a complaint of the format may name others, and none of them the format.
    private static readonly (Parameter Parameter, string[] Names)[] Names =
    [
        (Parameter.AnswerFormat,
            ["response_format", "response format", "json_object", "structured output", "schema", "grammar", "guided"]),
        (Parameter.ReasoningEffort, ["reasoning_effort", "reasoning.effort", "reasoning effort"]),
        (Parameter.Temperature, ["temperature"]),
        (Parameter.TokenLimit, ["max_completion_tokens", "max_tokens"]),
        (Parameter.Seed, ["seed"]),
    ];

    public static Parameter? Of(int status, ErrorBody error)
    {
        if (status is not (400 or 404 or 422))
        {
            return null;
        }

        foreach ((Parameter parameter, string[] names) in Names)
        {
            if (names.Any(name => error.Parameter.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                return parameter;
            }
        }

        foreach ((Parameter parameter, string[] names) in Names)
        {
            if (names.Any(error.Says))
            {
                return parameter;
            }
        }

        // Some servers answer what they do not know as if it were not there, and do not say what it is.
        return status is 404 or 422 && !error.Says("model") && !error.Says("DeploymentNotFound")
            ? Parameter.AnswerFormat
            : null;
    }
}
