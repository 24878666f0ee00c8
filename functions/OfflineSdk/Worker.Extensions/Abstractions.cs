// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Abstractions 1.3.0 (a dependency of Microsoft.Azure.Functions.Worker 2.52.0).
namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    public BindingAttribute() { }
}

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    public TriggerBindingAttribute() { }
}

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    public InputBindingAttribute() { }
}

public interface ISupportCardinality
{
    Cardinality Cardinality { get; set; }
}

public enum Cardinality
{
    Many,
    One,
}
