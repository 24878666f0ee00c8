using System.Reflection;
using FunctionsApp;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace App.Tests.Conventions;

/// <summary>A review calls a kind of stage by name alone, so that nothing else finds out where one is missing.</summary>
public sealed class StageKindsTests
{
    /// <summary>The others are passed over.</summary>
    private static readonly IReadOnlyList<string> Outside = [.. Kinds.Of(typeof(StageDefinition)).Where(kind => IsOutside(kind))];

    public static TheoryData<string> All => [.. Held];

    private static IEnumerable<string> Held => Kinds.Of(typeof(StageDefinition)).Except(Outside);

    [Theory]
    [MemberData(nameof(All))]
    public void Kind_HasOneOrchestratorOfItsName_ThatTakesARequestAndGivesAnOutcome(string kind)
    {
        var orchestrator = Assert.Single(Orchestrators, method => method.GetCustomAttribute<FunctionAttribute>()!.Name == $"{kind}Stage");

        Assert.True(orchestrator.IsStatic);
        Assert.Equal(
            [typeof(TaskOrchestrationContext), typeof(StageRequest)],
            orchestrator.GetParameters().Select(parameter => parameter.ParameterType));
        Assert.Equal(typeof(Task<StageOutcome>), orchestrator.ReturnType);
    }

    [Fact]
    public void Orchestrators_OfStages_AreOfDeclaredKinds() => Assert.Equal(
        Held.Select(kind => $"{kind}Stage").Order(),
        Orchestrators.Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(StageRequest)))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).Order());

    private static bool IsOutside(string kind) => typeof(StageDefinition).Assembly.GetTypes().Any(type =>
        type.IsSubclassOf(typeof(OutsideDefinition)) && !type.IsAbstract && Kinds.NameOf(typeof(StageDefinition), type) == kind);

    private static IEnumerable<MethodInfo> Orchestrators =>
        from type in typeof(AppComposition).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
        where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute)))
        select method;
}
