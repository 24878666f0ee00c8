using System.Reflection;

namespace LocalHost.Functions;

/// <summary>Turns what a method returned (nothing, a value, Task, Task with a result) into its result.</summary>
internal sealed class Awaiter
{
    private readonly Func<object?, Task<object?>> wait;

    private Awaiter(Func<object?, Task<object?>> wait) => this.wait = wait;

    public Task<object?> WaitAsync(object? returned) => wait(returned);

    /// <summary>The awaited type; void where there is no result.</summary>
    public static Type ResultType(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task)) return typeof(void);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
    }

    public static Awaiter For(MethodInfo method)
    {
        var type = method.ReturnType;
        var result = ResultType(method);
        if (type == typeof(Task)) return new(async returned => { await (Task)returned!; return null; });
        if (type == result) return new(Task.FromResult);
        return new(typeof(Awaiter).GetMethod(nameof(OfTask), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result).CreateDelegate<Func<object?, Task<object?>>>());
    }

    private static async Task<object?> OfTask<T>(object? returned) => await (Task<T>)returned!;
}
