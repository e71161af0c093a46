using System.Collections.Immutable;
using System.Text;
using Valiqor.Analysis.Rules.SecuritySafety;

namespace Valiqor.Analysis.Scans;

/// <summary>Takes keys and passwords out of texts that are to be kept.</summary>
public static class SecretMask
{
    public const string Mask = "[masked]";

    /// <summary>The text without its secrets, and the kinds of those: "an AWS access key".</summary>
    public static (string Text, ImmutableArray<string> Kinds) Apply(string text)
    {
        var found = new List<SensitiveValue>();
        new ProviderSecrets().Find(text, found);
        new AssignedSecrets().Find(text, found);
        if (found.Count == 0)
        {
            return (text, []);
        }

        found.Sort((one, other) => (one.Start, -one.End).CompareTo((other.Start, -other.End)));
        var masked = new StringBuilder(text.Length);
        int copied = 0;
        foreach (SensitiveValue value in found.Where(value => value.Start >= copied))
        {
            masked.Append(text, copied, value.Start - copied).Append(Mask);
            copied = value.End;
        }

        masked.Append(text, copied, text.Length - copied);
        return (masked.ToString(), [.. found.Select(value => value.What).Distinct(StringComparer.Ordinal)]);
    }
}
