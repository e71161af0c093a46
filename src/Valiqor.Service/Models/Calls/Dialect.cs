namespace Valiqor.Service.Models.Calls;

/// <summary>What a provider may refuse of a request, so that it has to be put in another way.</summary>
internal enum Parameter
{
    AnswerFormat,
    Temperature,
    Seed,
    ReasoningEffort,
    TokenLimit,
}

/// <summary>The name under which a provider takes the limit of an answer's tokens.</summary>
internal enum TokenLimitName
{
    MaxCompletionTokens,

    /// <summary>The earlier name, which many other servers know alone.</summary>
    MaxTokens,

    None,
}

/// <summary>How a provider wants a model to be asked. It only ever becomes narrower.</summary>
internal sealed record Dialect(
    AnswerFormat Format,
    bool TakesTemperature,
    bool TakesSeed,
    bool TakesReasoningEffort,
    TokenLimitName TokenLimit)
{
    /// <summary>What the settings ask for; what they do not, cannot be refused.</summary>
    public static Dialect Of(ModelOptions options) => new(
        AnswerFormatNames.First(options.AnswerFormat),
        options.Temperature is not null,
        options.Seed is not null,
        options.ReasoningEffort is { Length: > 0 },
        options.MaxOutputTokens > 0 ? TokenLimitName.MaxCompletionTokens : TokenLimitName.None);

    /// <summary>The dialect without what was refused; null where it is given up already.</summary>
    public Dialect? Without(Parameter refused) => refused switch
    {
        Parameter.AnswerFormat when Format < AnswerFormat.Text => this with { Format = Format + 1 },
        Parameter.Temperature when TakesTemperature => this with { TakesTemperature = false },
        Parameter.Seed when TakesSeed => this with { TakesSeed = false },
        Parameter.ReasoningEffort when TakesReasoningEffort => this with { TakesReasoningEffort = false },
        Parameter.TokenLimit when TokenLimit < TokenLimitName.None => this with { TokenLimit = TokenLimit + 1 },
        _ => null,
    };

    /// <summary>What both take.</summary>
    public Dialect And(Dialect other) => new(
        (AnswerFormat)Math.Max((int)Format, (int)other.Format),
        TakesTemperature && other.TakesTemperature,
        TakesSeed && other.TakesSeed,
        TakesReasoningEffort && other.TakesReasoningEffort,
        (TokenLimitName)Math.Max((int)TokenLimit, (int)other.TokenLimit));
}
