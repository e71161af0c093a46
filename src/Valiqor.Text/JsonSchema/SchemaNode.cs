using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>A subschema, ready to be applied to values.</summary>
internal sealed class SchemaNode(SchemaResource resource)
{
    private ImmutableArray<Keyword> _keywords = [];
    private bool _needsEvaluated;

    public SchemaResource Resource => resource;

    /// <summary>Set once, when compiled: nodes that refer to each other exist before their keywords do.</summary>
    public void SetKeywords(ImmutableArray<Keyword> keywords)
    {
        _keywords = keywords;
        _needsEvaluated = keywords.Any(keyword => keyword.NeedsEvaluated);
    }

    /// <param name="into">
    /// Takes what this schema has looked at of the value, when the value meets it; may be null.
    /// </param>
    public bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? into)
    {
        if (!evaluation.Enter(this))
        {
            return true;
        }

        Evaluated? seen = into is not null || _needsEvaluated ? new Evaluated() : null;
        bool valid = true;
        foreach (Keyword keyword in _keywords)
        {
            // What is wrong already says more than that the failing parts left something unlooked at.
            if (!valid && (keyword.NeedsEvaluated || evaluation.IsQuiet))
            {
                break;
            }

            valid &= keyword.Evaluate(instance, evaluation, seen);
        }

        if (valid && into is not null)
        {
            into.Add(seen!);
        }

        evaluation.Leave();
        return valid;
    }
}

/// <summary>A keyword of a subschema, or several that work together.</summary>
/// <param name="Name">The keyword as written.</param>
/// <param name="Location">The subschema it stands in, as a URI fragment.</param>
internal abstract record Keyword(string Name, string Location)
{
    /// <summary>Whether it asks what the keywords before it have looked at, and so comes last.</summary>
    public virtual bool NeedsEvaluated => false;

    /// <param name="seen">Takes what this keyword has looked at; null where nothing asks for it.</param>
    public abstract bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen);
}
