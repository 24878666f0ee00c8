using System.Reflection;
using System.Runtime.CompilerServices;
using FunctionsApp;

namespace App.Tests.Conventions;

public class ConventionsTests
{
    [Fact]
    public void AsynchronousMethods_EndWithAsync() => Assert.Empty(
        from type in typeof(AppComposition).Assembly.GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !method.Name.Contains('<') && !method.Name.Contains('.') && IsAsynchronous(method.ReturnType)
        where !method.Name.EndsWith("Async") && !IsNamedByOthers(type, method)
        select $"{type.Name}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsNamedByOthers(Type type, MethodInfo method) =>
        method.GetBaseDefinition() != method
        || (!type.IsInterface && type.GetInterfaces().Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method)))
        || typeof(Delegate).IsAssignableFrom(type);
}
