using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Valiqor.Text.JsonSchema;

/// <summary>One value on its way through a schema: where we are, what was found, and what it has cost so far.</summary>
internal sealed class Evaluation(SchemaOptions options)
{
    private readonly List<object> _path = [];
    private readonly List<(SchemaNode Node, int Depth)> _active = [];
    private readonly List<SchemaResource> _scope = [];
    private List<SchemaError>? _errors = [];
    private int _steps;

    public string? Undecided { get; private set; }

    /// <summary>Whether only the answer counts, and no error is kept.</summary>
    public bool IsQuiet => _errors is null;

    public ImmutableArray<SchemaError> Errors => [.. _errors ?? []];

    public string InstanceLocation
    {
        get
        {
            var pointer = new StringBuilder();
            foreach (object step in _path)
            {
                pointer.Append('/').Append(step as string is { } name ? JsonPointer.Escape(name) : step.ToString());
            }

            return pointer.ToString();
        }
    }

    /// <summary>Says that a keyword is not met here. Always false, to be returned.</summary>
    public bool Fail(Keyword keyword, string message) => Fail(keyword.Name, keyword.Location, message);

    public bool Fail(string keyword, string location, string message)
    {
        if (_errors is not null && _errors.Count < options.ErrorLimit)
        {
            _errors.Add(new SchemaError(InstanceLocation, $"{location}/{keyword}", keyword, message));
        }

        return false;
    }

    public void Add(IEnumerable<SchemaError> errors)
    {
        if (_errors is not null)
        {
            _errors.AddRange(errors.Take(options.ErrorLimit - _errors.Count));
        }
    }

    /// <summary>Gives up: the reason becomes the answer. The first reason stands.</summary>
    public void GiveUp(string reason) => Undecided ??= reason;

    /// <summary>Steps into a member or an element of the value.</summary>
    public void Down(object step) => _path.Add(step);

    public void Up() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Applies a schema without keeping what is wrong.</summary>
    public bool Quietly(Func<bool> evaluate)
    {
        List<SchemaError>? outer = _errors;
        _errors = null;
        bool valid = evaluate();
        _errors = outer;
        return valid;
    }

    /// <summary>Applies a schema and keeps what is wrong apart, unless nobody wants to know.</summary>
    public bool Apart(Func<bool> evaluate, out List<SchemaError> errors)
    {
        List<SchemaError>? outer = _errors;
        _errors = outer is null ? null : [];
        bool valid = evaluate();
        errors = _errors ?? [];
        _errors = outer;
        return valid;
    }

    /// <summary>False where the schema must not be applied, since it would cost too much or never end.</summary>
    public bool Enter(SchemaNode node)
    {
        if (Undecided is not null)
        {
            return false;
        }

        if (++_steps > options.StepLimit)
        {
            GiveUp("the schema takes too much work: its references multiply");
            return false;
        }

        if (_active.Count >= options.DepthLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            GiveUp($"the value or the schema is nested too deeply at {InstanceLocation}");
            return false;
        }

        for (int i = _active.Count - 1; i >= 0 && _active[i].Depth == _path.Count; i--)
        {
            if (ReferenceEquals(_active[i].Node, node))
            {
                string place = _path.Count == 0 ? "the whole value" : InstanceLocation;
                GiveUp($"the schema refers to itself without end for {place}");
                return false;
            }
        }

        _active.Add((node, _path.Count));
        _scope.Add(node.Resource);
        return true;
    }

    public void Leave()
    {
        _active.RemoveAt(_active.Count - 1);
        _scope.RemoveAt(_scope.Count - 1);
    }

    /// <summary>
    /// The outermost of the resources we came through that has what is asked for: a dynamic reference's target.
    /// </summary>
    public SchemaNode? Outermost(IReadOnlyDictionary<SchemaResource, SchemaNode> targets)
    {
        foreach (SchemaResource resource in _scope)
        {
            if (targets.TryGetValue(resource, out SchemaNode? node))
            {
                return node;
            }
        }

        return null;
    }
}
