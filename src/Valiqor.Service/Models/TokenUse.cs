namespace Valiqor.Service.Models;

/// <summary>Tokens as a provider counts and charges them.</summary>
/// <param name="Prompt">All of the prompt, with what is cached.</param>
/// <param name="CachedPrompt">The part of the prompt that the provider had cached, which is cheaper.</param>
/// <param name="Completion">All of the answer, with the reasoning.</param>
/// <param name="Reasoning">The part of the answer that nobody sees.</param>
internal readonly record struct TokenUse(long Prompt, long CachedPrompt, long Completion, long Reasoning)
{
    public static TokenUse None => default;

    public long Total => Prompt + Completion;

    public static TokenUse operator +(TokenUse left, TokenUse right) => left.Add(right);

    public TokenUse Add(TokenUse other) => new(
        Prompt + other.Prompt,
        CachedPrompt + other.CachedPrompt,
        Completion + other.Completion,
        Reasoning + other.Reasoning);
}
