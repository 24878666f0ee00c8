using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>Where in an orchestrator's code something happened, for messages to its author; null where that cannot be told.</summary>
/// <remarks>Looks into the runtime's state machines. A runtime that keeps them otherwise costs the location, nothing else.</remarks>
internal static class CodeLocation
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly[] Engine = [typeof(CodeLocation).Assembly, typeof(TaskOrchestrationContext).Assembly, typeof(Task).Assembly];

    /// <summary>The nearest caller outside the engine, with file and line where symbols are at hand.</summary>
    public static string? OfCaller()
    {
        var frame = new StackTrace(1, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => frame.GetMethod()?.DeclaringType is { } type && !Engine.Contains(type.Assembly));
        // The runtime's own text names an async method, not its state machine.
        return frame is null ? null : Trimmed(new StackTrace(frame).ToString());
    }

    /// <summary>The async method that the runtime wants to resume by this callback's state.</summary>
    public static string? OfResumption(object? state) => (state as Action)?.Target is Task box && Machine(box) is { } machine ? Name(machine.GetType()) : null;

    /// <summary>The innermost async method that this one waits in.</summary>
    public static string? OfWait(Task code)
    {
        string? place = null;
        for (Task? awaited = code; awaited is not null && Machine(awaited) is { } machine; awaited = Awaited(machine))
        {
            if (!Engine.Contains(machine.GetType().Assembly)) place = Name(machine.GetType());
        }

        return place;
    }

    /// <summary>An async method's task is the box of its state machine.</summary>
    private static object? Machine(Task box) =>
        box.GetType().GetField("StateMachine", Any)?.GetValue(box) is IAsyncStateMachine machine ? machine : null;

    private static Task? Awaited(object machine) => machine.GetType().GetFields(Any)
        .Where(field => typeof(ICriticalNotifyCompletion).IsAssignableFrom(field.FieldType))
        .Select(field => field.GetValue(machine) is { } awaiter ? Awaiting(awaiter) : null)
        .FirstOrDefault(task => task is { IsCompleted: false });

    private static Task? Awaiting(object awaiter)
    {
        if (awaiter.GetType().GetField("m_task", Any) is { } task) return task.GetValue(awaiter) as Task;
        // Of a ValueTask.
        var value = awaiter.GetType().GetField("_value", Any)?.GetValue(awaiter);
        return value?.GetType().GetField("_obj", Any)?.GetValue(value) as Task;
    }

    private static string Name(Type machine)
    {
        var open = machine.IsGenericType ? machine.GetGenericTypeDefinition() : machine;
        var method = machine.DeclaringType?.GetMethods(Any)
            .FirstOrDefault(method => method.GetCustomAttribute<AsyncStateMachineAttribute>()?.StateMachineType == open);
        return method is null ? machine.ToString() : $"{method.DeclaringType}.{method.Name}";
    }

    private static string Trimmed(string frame)
    {
        var text = frame.Trim();
        return text.StartsWith("at ", StringComparison.Ordinal) ? text[3..] : text;
    }
}
