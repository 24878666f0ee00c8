using System.Reflection;
using FunctionsApp;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace App.Tests.Conventions;

/// <summary>What a history keeps for years: ids, numbers, names, times, and records of those. A definition or a setting would tie live histories to its shape.</summary>
public sealed class OrchestrationInputTests
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(decimal), typeof(double), typeof(DateTimeOffset), typeof(DateTime),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), 
    ];

    private static readonly IReadOnlyList<MethodInfo> Functions =
    [
        .. from type in typeof(AppComposition).Assembly.GetTypes()
           from method in type.GetMethods(
               BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where method.GetParameters().Any(
               parameter =>
                   parameter.IsDefined(typeof(OrchestrationTriggerAttribute)) || parameter.IsDefined(typeof(ActivityTriggerAttribute)))
           select method,
    ];

    [Fact]
    public void Functions_OfTheApp_AreFound() => Assert.Superset(
        new HashSet<string> { "ReviewOrchestrator", "ApprovalStage", "OpenAssignmentsActivity", "PlanReviewActivity" },
        Functions.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).ToHashSet());

    [Fact]
    public void Inputs_HoldNothingButPlainValuesAndRecordsOfThem() => Assert.Empty(
        from method in Functions
        from input in Inputs(method)
        from error in Errors(input, Name(method))
        select error);

    [Fact]
    public void Results_HoldNothingButPlainValuesAndRecordsOfThem() => Assert.Empty(
        from method in Functions
        from error in Errors(Result(method.ReturnType), Name(method))
        select error);

    [Theory]
    [InlineData(typeof(StageDefinition))]
    [InlineData(typeof(ApprovalDefinition))]
    [InlineData(typeof(ProgrammeDefinition))]
    [InlineData(typeof(Guide))]
    [InlineData(typeof(DocumentSlot))]
    [InlineData(typeof(FunctionsApp.Assignments.AssignmentOptions))]
    [InlineData(typeof(FunctionsApp.Assignments.AskPlan))]
    [InlineData(typeof(IReadOnlyDictionary<string, object>))]
    [InlineData(typeof(IReadOnlyList<StageDefinition>))]
    [InlineData(typeof((string, Guide)))]
    public void Errors_OfADefinitionOrASetting_NameIt(Type type) => Assert.NotEmpty(Errors(type, "x"));

    /// <summary>What the function is started with: its trigger, or the parameter beside an orchestrator's context.</summary>
    private static IEnumerable<Type> Inputs(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.ParameterType)
        .Where(type => type != typeof(TaskOrchestrationContext) && type != typeof(CancellationToken) && type != typeof(FunctionContext));

    private static Type Result(Type returned) =>
        returned == typeof(Task) || returned == typeof(void) ? typeof(string) : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GenericTypeArguments[0] : returned;

    private static string Name(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    /// <summary>The members that do not belong into a history, each with its path.</summary>
    private static IEnumerable<string> Errors(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || Plain.Contains(type)) return [];
        if (
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return Errors(type.GenericTypeArguments[0],
            $"{path}[]");
        if (!IsRecord(type) || type.IsAbstract || IsDefinition(type)) return [$"{path}: {type.Name}"];
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(
            member => Errors(member.PropertyType, $"{path}.{member.Name}"));
    }

    /// <summary>All that definition files and settings are made of.</summary>
    private static bool IsDefinition(Type type) =>
        type.Namespace == typeof(ProgrammeDefinition).Namespace || type.IsSubclassOf(typeof(StageDefinition)) || type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsRecord(Type type) =>
        type.Namespace?.StartsWith(nameof(FunctionsApp), StringComparison.Ordinal) == true && type.GetMethod(
            "PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
