using System.Collections;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Functions;

/// <summary>The context of one invocation, as middleware and function see it.</summary>
public sealed class LocalFunctionContext : FunctionContext
{
    internal LocalFunctionContext(FunctionDefinition definition, Invocation call, IServiceProvider services, CancellationToken cancellation)
    {
        FunctionDefinition = definition;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new LocalBindingContext(call.Data);
        RetryContext = new LocalRetryContext(call.Retries, call.MaxRetries);
        Items = new Dictionary<object, object>(call.Items);
    }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext { get; } = new LocalTraceContext(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; }

    public override IInvocationFeatures Features { get; } = new LocalFeatures();

    public override CancellationToken CancellationToken { get; }

    /// <summary>What the function returned; null before it ran or when a middleware kept it from running.</summary>
    internal object? Result { get; set; }

    private sealed class LocalTraceContext(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }

    private sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class LocalRetryContext(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }

    private sealed class LocalFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> features = [];

        public void Set<T>(T? instance)
        {
            if (instance is null) features.Remove(typeof(T));
            else features[typeof(T)] = instance;
        }

        public T? Get<T>() => features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
