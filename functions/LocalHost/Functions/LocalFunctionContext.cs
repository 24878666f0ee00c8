using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Functions;

/// <summary>The context of one invocation, as App's middleware sees it: definition, services, HTTP request, cancellation.</summary>
internal sealed class LocalFunctionContext(
    FunctionDefinition definition, Invocation call, IServiceProvider services, CancellationToken cancellation) : FunctionContext
{
    /// <summary>Key of the official ASP.NET Core extension, under which its GetHttpContext looks.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => definition.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } =
        call.Http is { } http ? new Dictionary<object, object> { [HttpContextKey] = http } : new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellation;

    public override TraceContext TraceContext => throw NotServed();

    public override BindingContext BindingContext => throw NotServed();

    public override RetryContext RetryContext => throw NotServed();

    public override IInvocationFeatures Features => throw NotServed();

    /// <summary>What the function returned; null before it ran or when a middleware kept it from running.</summary>
    internal object? Result { get; set; }

    private static NotSupportedException NotServed() => new("LocalHost's FunctionContext has only what App's middleware asks for.");
}
