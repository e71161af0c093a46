namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Unsafe content of one safety category, and the words that show it.</summary>
/// <param name="Category">As in taxonomy.json: "S8".</param>
/// <param name="What">With no article: "hateful words about a group of people".</param>
internal readonly record struct UnsafeFind(
    string Category,
    int Start,
    int End,
    string Rule,
    string What,
    double Confidence);
