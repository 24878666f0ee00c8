using System.Reflection;

namespace LocalHost.Functions;

/// <summary>Turns what a method returned (nothing, a value, Task, ValueTask, with or without result) into its result.</summary>
internal sealed class Awaiter
{
    private readonly Func<object?, ValueTask<object?>> wait;

    private Awaiter(Func<object?, ValueTask<object?>> wait) => this.wait = wait;

    public ValueTask<object?> WaitAsync(object? returned) => wait(returned);

    /// <summary>The awaited type; void where there is no result.</summary>
    public static Type ResultType(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask)) return typeof(void);
        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }

    public static Awaiter For(MethodInfo method)
    {
        var type = method.ReturnType;
        var result = ResultType(method);
        if (type == typeof(Task)) return new(async returned => { await (Task)returned!; return null; });
        if (type == typeof(ValueTask)) return new(async returned => { await (ValueTask)returned!; return null; });
        if (type == result) return new(ValueTask.FromResult);

        var name = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
        return new(typeof(Awaiter).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result).CreateDelegate<Func<object?, ValueTask<object?>>>());
    }

    private static async ValueTask<object?> OfTask<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> OfValueTask<T>(object? returned) => await (ValueTask<T>)returned!;
}
