-- The schema registry keeps its own database beside the product's.
CREATE DATABASE apicurio;
