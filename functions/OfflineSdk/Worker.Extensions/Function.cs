// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Abstractions 1.3.0 (a dependency of Microsoft.Azure.Functions.Worker 2.52.0).
namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
