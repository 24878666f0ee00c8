namespace FunctionsApp.Platform.Http;

/// <summary>Problems that a body brings to every function that takes it, beside the function's own.</summary>
/// <param name="slugs">Of problems that exist.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProblemsAttribute(params string[] slugs) : Attribute
{
    public IReadOnlyList<string> Slugs => slugs;
}
