using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalHost.Functions;

internal sealed class LocalFunctionDefinition(string name, MethodInfo method) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string Id => Name;

    public override string Name { get; } = name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = method.GetParameters()
        .Select(parameter => (parameter.Name, Binding: parameter.GetCustomAttribute<BindingAttribute>()))
        .Where(pair => pair.Binding is not null)
        .ToImmutableDictionary(pair => pair.Name!, BindingMetadata (pair) => new InputBinding(pair.Name!, TypeOf(pair.Binding!)));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    /// <summary>As function.json spells it: HttpTriggerAttribute is httpTrigger.</summary>
    private static string TypeOf(BindingAttribute binding)
    {
        var type = binding.GetType().Name.Replace(nameof(Attribute), "");
        return char.ToLowerInvariant(type[0]) + type[1..];
    }

    private sealed class InputBinding(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
