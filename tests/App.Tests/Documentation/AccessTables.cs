using System.Reflection;
using FunctionsApp;
using FunctionsApp.Identity;
using Microsoft.Azure.Functions.Worker;

namespace App.Tests.Documentation;

/// <summary>Who may see and do what, and which right each HTTP function asks for.</summary>
public static class AccessTables
{
    private static readonly MatterState[] Always = Enum.GetValues<MatterState>();

    /// <summary>Every HTTP function with its access rule and its trigger, by name.</summary>
    public static IReadOnlyList<(string Name, AccessAttribute Rule, HttpTriggerAttribute Trigger)> Functions { get; } =
    [
        .. from type in typeof(AppComposition).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
           let rule = method.GetCustomAttribute<AccessAttribute>()
           let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
           where name is not null && rule is not null && trigger is not null
           orderby trigger.Route, trigger.Methods![0]
           select (name, rule, trigger),
    ];

    /// <summary>A line for each role and relation that have any right; a cell names the states.</summary>
    public static string Matrix => MarkdownTable.Of(
        "role | relation | rights",
        from role in Enum.GetValues<Role>()
        from relation in Enum.GetValues<Relation>()
        let rights = Rights(role, relation)
        group relation by (Role: role, Rights: rights) into alike
        where alike.Key.Rights.Length > 0
        select alike,
        alike => [$"{alike.Key.Role}", string.Join(", ", alike), alike.Key.Rights]);

    public static string Routes => MarkdownTable.Of("route | admits | needs", Functions, function =>
    [
        $"`{function.Trigger.Methods![0].ToUpperInvariant()} /{function.Trigger.Route}`",
        function.Rule.Audience switch
        {
            Audience.Anyone => "anyone",
            Audience.SignedIn => "signed in",
            _ => string.Join(", ", function.Rule.Roles),
        },
        string.Join(", ", function.Rule.Needs),
    ]);

    private static string Rights(Role role, Relation relation)
    {
        var roles = new HashSet<Role> { role };
        return string.Join("; ",
            from right in Enum.GetValues<Right>()
            let states = Always.Where(state => AccessTable.Grants(right, roles, relation, state)).ToList()
            where states.Count > 0
            group right by string.Join("/", states) into alike
            select $"{string.Join(", ", alike)}{(alike.Key == string.Join("/", Always) ? "" : $" ({alike.Key})")}");
    }
}
