using System.Reflection;
using System.Runtime.CompilerServices;
using FunctionsApp;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Hosting;

namespace App.Tests.Conventions;

public class ConventionsTests
{
    /// <summary>The sweep asks the registered ones for their lines: it would take out those of one that is left out.</summary>
    /// <remarks>A private one is for reading alone.</remarks>
    [Fact]
    public void Aggregates_OfAllFeatures_AreRegistered()
    {
        var builder = new HostApplicationBuilder();
        builder.AddApp();
        var registered = builder.Services.Where(service => service.ServiceType == typeof(Aggregate))
            .Select(service => service.ImplementationInstance).ToList();

        var declared = typeof(AppComposition).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsSubclassOf(typeof(Aggregate))).ToList();

        Assert.True(declared.Count >= 5, $"Found only {declared.Count}");
        Assert.Empty(declared.Where(field => !registered.Contains(field.GetValue(null)))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
        Assert.Equal(registered.Distinct(), registered);
    }

    [Fact]
    public void Questions_OfAllFeatures_AreRegistered()
    {
        var builder = new HostApplicationBuilder();
        builder.AddApp();
        var registered = builder.Services.Where(service => service.ServiceType == typeof(Question))
            .Select(service => service.ImplementationType!).ToList();

        Assert.Superset(new HashSet<Type> { typeof(ApprovalQuestion), typeof(WarningQuestion), typeof(AlertQuestion) }, registered.ToHashSet());
        Assert.Equal(registered.Distinct(), registered);
    }

    [Fact]
    public void AsynchronousMethods_EndWithAsync() => Assert.Empty(
        from type in typeof(AppComposition).Assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !method.Name.Contains('<') && !method.Name.Contains('.') && IsAsynchronous(method.ReturnType)
        where !method.Name.EndsWith("Async") && !IsNamedByOthers(type, method)
        select $"{type.Name}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsNamedByOthers(Type type, MethodInfo method) =>
        method.GetBaseDefinition() != method
        || (!type.IsInterface && type.GetInterfaces().Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method)))
        || typeof(Delegate).IsAssignableFrom(type);
}
