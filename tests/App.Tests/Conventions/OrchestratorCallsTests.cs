using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Conventions;

/// <summary>What every call of an orchestrator must say.</summary>
public sealed class OrchestratorCallsTests(AppSources sources)
{
    /// <summary>A crash of the worker fails the activity that it interrupts: without a policy the review fails with it.</summary>
    [Fact]
    public void Activities_AreCalledWithRetries() => Assert.DoesNotContain(
        Calls("CallActivityAsync"), call => !call.Text.Contains("ActivityRetries.", StringComparison.Ordinal));

    /// <summary>Under the code's own version a child of an old instance would be stranded by a rollback.</summary>
    [Fact]
    public void Children_GetTheirParentsVersion() =>
        Assert.DoesNotContain(Calls("CallSubOrchestratorAsync"), call => !call.Text.Contains("Version = context.Version", StringComparison.Ordinal));

    [Theory]
    [InlineData("CallActivityAsync", 10)]
    [InlineData("CallSubOrchestratorAsync", 1)]
    public void Calls_AreFound(string method, int least) => Assert.True(Calls(method).Count() >= least);

    private IEnumerable<(string Path, string Text)> Calls(string method) =>
        from source in sources.All
        from call in source.Tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name: var name } && name.Identifier.Text == method
        select (source.Path, call.ToString());
}
