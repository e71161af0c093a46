using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Valiqor.Service.Door;

/// <summary>
/// Finds the operation of a method and a path, the same on every host: each hands all of its requests to this one.
/// Where two routes fit a path, the more precise one has it, whatever the method: <c>/runs/count</c> is no run's id.
/// </summary>
/// <exception cref="InvalidOperationException">Two operations of the table have the same method and route.</exception>
public sealed class RouteLookup(Operations operations)
{
    private readonly Place[] _places =
    [
        .. from way in operations.Ways
           let template = TemplateParser.Parse(way.Way.Route)
           group new Way(way.Operation, way.Way, template) by ShapeOf(template) into ways
           orderby RoutePrecedence.ComputeInbound(ways.First().Template)
           select new Place([.. ways]),
    ];

    /// <param name="path">As Kestrel hands it out: decoded, but for the slashes inside a segment.</param>
    public RouteMatch Find(string method, PathString path) =>
        _places.FirstOrDefault(place => place.Fits(path))?.Find(method, path) ?? RouteMatch.None;

    /// <summary>What a route is without the names of its parameters, which do not tell two routes apart.</summary>
    private static string ShapeOf(RouteTemplate template) => string.Join(
        '/', template.Segments.Select(segment => segment.IsSimple && segment.Parts[0].IsParameter
            ? "{}"
            : string.Concat(segment.Parts.Select(part => part.Text)).ToUpperInvariant()));

    private sealed record Way(Operation Operation, Alias Route, RouteTemplate Template)
    {
        private readonly TemplateMatcher _matcher = new(Template, []);

        public bool Fits(PathString path, RouteValueDictionary values) => _matcher.TryMatch(path, values);
    }

    /// <summary>A route with all the methods that it answers.</summary>
    private sealed class Place(Way[] ways)
    {
        private readonly Dictionary<string, Way> _ways = ByMethod(ways);
        private readonly string _allow = string.Join(", ", AllowedBy(ways));

        public bool Fits(PathString path) => ways[0].Fits(path, []);

        public RouteMatch Find(string method, PathString path)
        {
            // A HEAD is a GET whose answer has no body: the server leaves it out.
            string asked = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
            return _ways.TryGetValue(asked, out Way? way)
                ? new RouteMatch(way.Operation, way.Route, ValuesOf(way, path), _allow)
                : new RouteMatch(null, null, [], _allow);
        }

        private static RouteValueDictionary ValuesOf(Way way, PathString path)
        {
            var values = new RouteValueDictionary();
            way.Fits(path, values);
            foreach ((string name, object? value) in values.ToArray())
            {
                // Kestrel leaves a slash encoded, so that it cannot be taken for one between segments. Here they have
                // been told apart.
                values[name] = Convert.ToString(value, CultureInfo.InvariantCulture)!
                    .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            }

            return values;
        }

        private static Dictionary<string, Way> ByMethod(Way[] ways)
        {
            var byMethod = new Dictionary<string, Way>(StringComparer.OrdinalIgnoreCase);
            foreach (Way way in ways)
            {
                if (!byMethod.TryAdd(way.Route.Method, way))
                {
                    throw new InvalidOperationException(
                        $"{way.Route.Name} and {byMethod[way.Route.Method].Route.Name} are both "
                        + $"{way.Route.Method} /{way.Route.Route}.");
                }
            }

            return byMethod;
        }

        private static IEnumerable<string> AllowedBy(Way[] ways)
        {
            foreach (string method in ways.Select(way => way.Route.Method))
            {
                yield return method;
                if (HttpMethods.IsGet(method))
                {
                    yield return HttpMethods.Head;
                }
            }

            yield return HttpMethods.Options;
        }
    }
}

/// <summary>What a method and a path come to.</summary>
/// <param name="Operation">Null where there is none: of that path, or of that method.</param>
/// <param name="Way">The route that it was found by: the operation's own, or one of its aliases.</param>
/// <param name="Values">Of the route's parameters, decoded.</param>
/// <param name="Allow">The methods of the path, for the header of that name; null where no route has the path.</param>
public sealed record RouteMatch(Operation? Operation, Alias? Way, RouteValueDictionary Values, string? Allow)
{
    public static RouteMatch None { get; } = new(null, null, [], null);
}
