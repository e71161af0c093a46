namespace Valiqor.Benchmarks.Generation;

/// <summary>Something that can be asked about, and what is known of it.</summary>
internal sealed record Subject(string Name, Fact[] Facts);

/// <summary>One thing known of a subject: as a passage says it, as a user asks for it, as an answer says it.</summary>
/// <param name="Value">The number in <paramref name="Answer"/> that a wrong answer would get wrong.</param>
internal sealed record Fact(string Statement, string Question, string Answer, int Value);
