using System.Collections.Immutable;

namespace Valiqor.Service.Traces;

/// <summary>A body, or a place in it, that is no trace. The message is a sentence with the cure.</summary>
/// <param name="place">The path to the fault in the body: member names, list positions, <c>line 3</c>.</param>
internal sealed class TraceFormatException(ImmutableArray<object> place, string message) : Exception(message)
{
    public ImmutableArray<object> Place => place;
}
